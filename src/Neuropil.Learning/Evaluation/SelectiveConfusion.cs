namespace Neuropil.Learning;

/// <summary>How often each class was taken for each, and how often it was refused.</summary>
/// <param name="Classes">The labels that occur among the expected or the answers, ascending.</param>
/// <param name="Counts">Row: expected class; column: answered class; both in the order of <paramref name="Classes"/>. Rejected rows are not among them.</param>
/// <param name="Rejected">Per expected class how many of its rows were refused.</param>
public sealed record SelectiveConfusion(IReadOnlyList<int> Classes, IReadOnlyList<IReadOnlyList<int>> Counts, IReadOnlyList<int> Rejected);
