namespace Neuropil.Learning;

/// <summary>A division of the rows into a training and a test part.</summary>
/// <param name="TrainingRows">Rows, ascending, counted from 0.</param>
/// <param name="TestRows">The other rows, ascending.</param>
/// <param name="Stratified">Whether each class has the same share in both parts, as nearly as whole rows allow.</param>
/// <param name="Warnings">What the reader of a result should know, as that a class is in the training part only.</param>
public sealed record TrainTestSplit(int[] TrainingRows, int[] TestRows, bool Stratified, IReadOnlyList<string> Warnings);
