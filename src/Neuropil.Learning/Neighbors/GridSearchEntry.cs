namespace Neuropil.Learning;

/// <summary>One line of a grid search's table.</summary>
/// <param name="Options">What was tried.</param>
/// <param name="FoldAccuracies">The accuracy on each fold's test rows, in the order of the folds.</param>
/// <param name="MeanAccuracy">Their mean.</param>
public sealed record GridSearchEntry(KNearestNeighborsOptions Options, double[] FoldAccuracies, double MeanAccuracy);
