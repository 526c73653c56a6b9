namespace Neuropil.Learning;

/// <summary>Folds: each row is a test row in one of them (in one per repeat, where they are repeated).</summary>
/// <param name="Folds">The folds in order; with repeats, those of the first come first.</param>
/// <param name="Warnings">What the reader of a result should know, as that a class has fewer members than there are folds.</param>
public sealed record FoldSet(IReadOnlyList<Fold> Folds, IReadOnlyList<string> Warnings);
