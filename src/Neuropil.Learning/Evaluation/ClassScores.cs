namespace Neuropil.Learning;

/// <summary>How well one class was recognised.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">Of the points predicted as it, the share that are; 0 where none was predicted.</param>
/// <param name="Recall">Of the points that are, the share predicted as it; 0 where there are none.</param>
/// <param name="F1">The harmonic mean of precision and recall; 0 where both are 0.</param>
/// <param name="Support">How many points are of the class.</param>
public sealed record ClassScores(int Label, double Precision, double Recall, double F1, int Support);
