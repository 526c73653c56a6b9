using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Determinism.Learning;

/// <summary>Boosted trees and forests: models, margins, probabilities and contributions.</summary>
public sealed class TreeCase : IDeterministicCase
{
    public void Run(Execution execution, Results results)
    {
        (Matrix points, int[] labels) = Sample(500);
        foreach (TreeMethod method in Enum.GetValues<TreeMethod>())
        {
            GradientBoostingOptions options = new()
            {
                TreeMethod = method, RoundCount = 12, Subsample = 0.8, ColumnSample = 0.8, MissingValues = MissingValues.Learnt, MaxBinCount = 64,
            };
            GradientBoostingModel model = GradientBoosting.Fit(points, labels, options, execution);
            results.Add($"boosting {method}", model.SaveXgboostUbjson);
            results.Add($"boosting {method} margins", model.Margins(points, execution));
            results.Add($"boosting {method} probabilities", model.PredictProbabilities(points, execution));
            results.Add($"boosting {method} contributions", model.Contributions(points.SelectRows([0, 1, 2, 3, 4, 5, 6, 7]), execution));
        }

        Matrix complete = new(points.RowCount, 4, [.. points.Values.ToArray().Select(value => double.IsNaN(value) ? 0 : value)]);
        RandomForestModel forest = RandomForest.Fit(complete, labels, new RandomForestOptions { TreeCount = 20 }, execution);
        results.Add("forest", forest.Save);
        results.Add("forest probabilities", forest.PredictProbabilities(complete, execution));
    }

    private static (Matrix Points, int[] Labels) Sample(int rowCount)
    {
        double[] values = new double[rowCount * 4];
        int[] labels = new int[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(5, 1, (ulong)row);
            labels[row] = random.NextInt32(3);
            for (int column = 0; column < 4; column++)
            {
                double value = (labels[row] * (column + 1) * 0.4) + random.NextGaussian();
                values[(row * 4) + column] = random.NextDouble() < 0.05 ? double.NaN : value;
            }
        }

        return (new Matrix(rowCount, 4, values), labels);
    }
}
