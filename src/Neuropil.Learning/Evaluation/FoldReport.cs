namespace Neuropil.Learning;

/// <summary>How good the predictions of one fold are.</summary>
/// <param name="Repeat">Which division of the rows, from 0.</param>
/// <param name="Index">Which fold of it, from 0.</param>
/// <param name="Report">The scores on its test rows.</param>
public sealed record FoldReport(int Repeat, int Index, ClassificationReport Report);
