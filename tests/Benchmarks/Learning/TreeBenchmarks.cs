using System.Globalization;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Benchmarks.Learning;

/// <summary>Gradient boosting against xgboost and random forests against scikit-learn's, two threads each.</summary>
public sealed class TreeBenchmarks : IBenchmarks
{
    private const string Script = "Learning/trees.py";
    private static readonly Execution TwoThreads = Execution.With(threads: 2);

    public string Room => "learning";

    public IEnumerable<Benchmark> Benchmarks(bool quick)
    {
        yield return Boosting(600, 2, TreeMethod.Histogram, reach: 2);
        yield return Boosting(600, 2, TreeMethod.Exact, reach: null);
        yield return Forest(600, 2, ForestTrainer.Gini);
        yield return Forest(600, 2, ForestTrainer.FastTree);
        if (quick)
        {
            yield break;
        }

        yield return Boosting(100_000, 10, TreeMethod.Histogram, reach: 1.5);
        yield return Forest(100_000, 10, ForestTrainer.Gini);
        (Matrix points, int[] labels) = Sample(600, 2);
        yield return new Benchmark("boosting exact 600 × 2, first fit of a process")
        {
            Prepare = () => () => GradientBoosting.Fit(points, labels, Options(TreeMethod.Exact)),
            InChild = true,
        };
        yield return new Benchmark("forest 600 × 2, first fit of a process")
        {
            Prepare = () => () => RandomForest.Fit(points, labels),
            InChild = true,
        };
        yield return new Benchmark("forest FastTree 600 × 2, first fit of a process")
        {
            Prepare = () => () => RandomForest.Fit(points, labels, new RandomForestOptions { Trainer = ForestTrainer.FastTree }),
            InChild = true,
        };
    }

    private static Benchmark Boosting(int rows, int columns, TreeMethod method, double? reach)
    {
        (Matrix points, int[] labels) = Sample(rows, columns);
        string name = method == TreeMethod.Exact ? "exact" : "hist";
        return new Benchmark(string.Create(CultureInfo.InvariantCulture, $"boosting {name} {rows:N0} × {columns}, 5 classes, 100 trees a class, depth 6"))
        {
            Prepare = () => () => GradientBoosting.Fit(points, labels, Options(method), TwoThreads),
            Runs = rows > 10_000 ? 3 : 9,
            Peers =
            [
                new PeerCall(Script, "boosting")
                {
                    Name = "xgboost",
                    Data = { ["points"] = points, ["labels"] = Labels(labels) },
                    Parameters = { ["method"] = name },
                    Reach = reach,
                    Runs = rows > 10_000 ? 3 : 9,
                },
            ],
        };
    }

    private static Benchmark Forest(int rows, int columns, ForestTrainer trainer)
    {
        (Matrix points, int[] labels) = Sample(rows, columns);
        string name = trainer == ForestTrainer.Gini ? "forest" : "forest FastTree";
        return new Benchmark(string.Create(CultureInfo.InvariantCulture, $"{name} {rows:N0} × {columns}, 5 classes, 100 trees, depth 10"))
        {
            Prepare = () => () => RandomForest.Fit(points, labels, new RandomForestOptions { MaxDepth = 10, Trainer = trainer }, TwoThreads),
            Runs = rows > 10_000 ? 3 : 7,
            Peers =
            [
                new PeerCall(Script, "forest")
                {
                    Name = "scikit-learn",
                    Data = { ["points"] = points, ["labels"] = Labels(labels) },
                    Runs = rows > 10_000 ? 3 : 7,
                },
            ],
        };
    }

    private static GradientBoostingOptions Options(TreeMethod method) => new() { TreeMethod = method, RoundCount = 100, MaxDepth = 6, LearningRate = 0.1 };

    /// <summary>Five Gaussian clouds that overlap a little.</summary>
    private static (Matrix Points, int[] Labels) Sample(int rowCount, int columnCount)
    {
        double[] values = new double[rowCount * columnCount];
        int[] labels = new int[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(3, 1, (ulong)row);
            labels[row] = random.NextInt32(5);
            for (int column = 0; column < columnCount; column++)
            {
                KeyedRandom centre = KeyedRandom.At(3, 2, (ulong)labels[row], (ulong)column);
                values[(row * columnCount) + column] = (float)((3 * centre.NextGaussian()) + (1.5 * random.NextGaussian()));
            }
        }

        return (new Matrix(rowCount, columnCount, values), labels);
    }

    private static Matrix Labels(int[] labels) => new(labels.Length, 1, [.. labels.Select(label => (double)label)]);
}
