using Neuropil.Numerics;

namespace Neuropil.Determinism.Learning;

using Neuropil.Learning;

/// <summary>The one-class SVM under every kernel, nearest-neighbour classification, grid search and bootstrap.</summary>
public sealed class OneClassSvmAndNeighborsCase : IDeterministicCase
{
    public void Run(Execution execution, Results results)
    {
        Matrix points = Cloud(1500, 3);
        Matrix queries = Cloud(300, 4);
        foreach (SvmKernel kernel in Enum.GetValues<SvmKernel>())
        {
            OneClassSvmOptions options = new() { Nu = 0.1, Kernel = kernel, Gamma = SvmGamma.Of(0.3), Degree = 2, Offset = 0.5, Tolerance = 1e-4 };
            OneClassSvmModel svm = OneClassSvm.Fit(points, options, execution);
            results.Add($"one-class SVM, {kernel}", svm.Save);
            results.Add($"decisions, {kernel}", svm.Decisions(queries, execution));
            results.Add($"outlier scores, {kernel}", svm.OutlierScores(queries, execution));
        }

        int[] labels = [.. Enumerable.Range(0, points.RowCount).Select(row => row % 3)];
        KNearestNeighborsOptions nearest = new() { NeighborCount = 9, Weights = NeighborWeights.Distance };
        KNearestNeighborsModel neighbors = KNearestNeighbors.Fit(points, labels, nearest, execution);
        results.Add("neighbours", neighbors.Save);
        results.Add("neighbours' probabilities", neighbors.PredictProbabilities(queries, execution));
        GridSearchResult search = GridSearch.OverNeighbors(
            points, labels, new KNearestNeighborsGrid(), StratifiedFolds.Shuffled(labels, 3).Folds, execution);
        results.Add("grid search", [.. search.Table.Select(entry => entry.MeanAccuracy)]);
        BootstrapIntervals intervals = BootstrapIntervals.Of(
            labels, neighbors.Predict(points, execution), new BootstrapOptions { ResampleCount = 200 }, execution);
        results.Add("bootstrap", [intervals.MacroF1.Lower, intervals.MacroF1.Upper, intervals.CohensKappa!.Lower]);
    }

    private static Matrix Cloud(int rowCount, ulong purpose)
    {
        double[] values = new double[rowCount * 2];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(9, purpose, (ulong)row);
            values[2 * row] = random.NextGaussian() + (row % 3 * 3);
            values[(2 * row) + 1] = random.NextGaussian() - (row % 2 * 4);
        }

        return new Matrix(rowCount, 2, values);
    }
}
