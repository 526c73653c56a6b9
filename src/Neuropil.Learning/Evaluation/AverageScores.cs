namespace Neuropil.Learning;

/// <summary>Averages over the classes.</summary>
/// <param name="Precision">Average precision.</param>
/// <param name="Recall">Average recall.</param>
/// <param name="F1">Average F1 (the mean of the classes' F1, not the F1 of the means).</param>
public sealed record AverageScores(double Precision, double Recall, double F1);
