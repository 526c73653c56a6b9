namespace Neuropil.Hdbscan;

/// <summary>A row of the condensed tree as a table, as the reference has it.</summary>
/// <param name="Parent">The cluster that is left: n + its number; the root is n.</param>
/// <param name="Child">What leaves it: a point's row, below n, or a cluster, n + its number.</param>
/// <param name="Lambda">1 / the distance at which it leaves; infinite where points coincide.</param>
/// <param name="ChildSize">1, or the cluster's number of points.</param>
public readonly record struct CondensedTreeRow(int Parent, int Child, double Lambda, int ChildSize);
