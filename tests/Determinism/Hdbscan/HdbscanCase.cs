using Neuropil.Numerics;

namespace Neuropil.Determinism.Clustering;

using Neuropil.Hdbscan;

/// <summary>Clusters, trees, predictions and validity, by the k-d tree and over all pairs, also of tied points.</summary>
public sealed class HdbscanCase : IDeterministicCase
{
    public void Run(Execution execution, Results results)
    {
        Add(results, execution, "2-D", Clustered(1200, 2, false), Metric.Euclidean);
        Add(results, execution, "2-D, tied", Clustered(900, 2, true), Metric.Euclidean);
        Add(results, execution, "5-D", Clustered(600, 5, false), Metric.Euclidean);
        Add(results, execution, "9-D", Clustered(300, 9, false), Metric.Manhattan);
        Add(results, execution, "3-D, tied", Clustered(400, 3, true), Metric.Chebyshev);
        Add(results, execution, "24-D", Clustered(200, 24, false), Metric.Euclidean);
        Add(results, execution, "cosine", Clustered(200, 4, false), Metric.Cosine);
    }

    private static void Add(Results results, Execution execution, string name, Matrix points, Metric metric)
    {
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 12, MinSamples = 5, Metric = metric }, execution);
        results.Add(name + ", model", model.Save);
        results.Add(name + ", labels", model.Labels);
        results.Add(name + ", strengths", model.MembershipStrengths);
        results.Add(name + ", outlier scores", model.OutlierScores);
        results.Add(name + ", memberships", model.MembershipVectors(execution));
        results.Add(name + ", persistence", [.. model.Persistence.Span, model.RelativeValidity]);
        results.Add(name + ", validity", [DensityBasedValidity.Of(points, model.Labels, metric, execution) ?? double.NaN]);
        HdbscanPrediction prediction = model.Predict(Clustered(60, points.ColumnCount, false, seed: 2), execution);
        results.Add(name + ", predicted labels", prediction.Labels);
        results.Add(name + ", predicted strengths", prediction.MembershipStrengths);
    }

    private static Matrix Clustered(int rowCount, int columnCount, bool tied, long seed = 1)
    {
        double[] values = new double[rowCount * columnCount];
        for (int index = 0; index < values.Length; index++)
        {
            ulong row = (ulong)(index / columnCount);
            ulong column = (ulong)(index % columnCount);
            double centre = 8 * KeyedRandom.At(1, 1, row % 5, column).NextDouble();
            double value = centre + (0.4 * KeyedRandom.At(seed, 2, row, column).NextGaussian());
            values[index] = tied ? Math.Round(value * 4) / 4 : value;
        }

        return new Matrix(rowCount, columnCount, values);
    }
}
