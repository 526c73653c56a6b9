namespace Neuropil.Hdbscan;

/// <summary>A cluster of the condensed tree.</summary>
/// <param name="Parent">The number of the cluster it parted from; −1 for the root, whose number is 0.</param>
/// <param name="BirthLambda">1 / the distance at which it parted from its parent; 0 for the root.</param>
/// <param name="DeathLambda">1 / the distance at which it splits or its last points leave; infinite where points coincide.</param>
/// <param name="Size">Its points at birth.</param>
/// <param name="Weight">How many points these count as: <paramref name="Size"/>, where points have no weights.</param>
/// <param name="Stability">Σ over its points of (lambda at which the point leaves − birth lambda).</param>
/// <param name="Label">Its label, where it was chosen; else <see cref="ClusterLabel.Noise"/>.</param>
public readonly record struct CondensedCluster(int Parent, double BirthLambda, double DeathLambda, int Size, double Weight, double Stability, int Label);
