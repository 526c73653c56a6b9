namespace Neuropil.Benchmarks.Umap;

using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Umap;

/// <summary>
/// Whole fits and transforms against umap-learn (random_state=42, compiled beforehand) and uwot (2 threads; seeded as umap and as its
/// fastest, fast_sgd). All with 15 neighbours, 2 components, Euclidean distance and their own defaults otherwise.
/// </summary>
public sealed class UmapBenchmarks : IBenchmarks
{
    private const string UmapLearn = "Umap/umap_learn.py";
    private const string Uwot = "Umap/uwot.R";

    public string Room => "umap";

    public IEnumerable<Benchmark> Benchmarks(bool quick)
    {
        int[] sizes = quick ? [764, 5000] : [764, 5000, 20_000, 100_000];
        foreach (int size in sizes)
        {
            yield return Fit($"fit {size.ToString("N0", CultureInfo.InvariantCulture)} × 5", Synthetic(size, 5), 15, 8);
        }

        yield return Fit("fit digits 1,797 × 64", Digits(), 3, null);
        if (!quick)
        {
            yield return Fit("fit 20,000 × 784", Synthetic(20_000, 784), 3, null) with { Runs = 1 };
        }

        int[] newCounts = quick ? [1000] : [1000, 100_000];
        foreach (int count in newCounts)
        {
            yield return Transform(count);
        }

        if (!quick)
        {
            yield return new Benchmark("fit 1,000,000 × 5")
            {
                Prepare = () =>
                {
                    Matrix points = Synthetic(1_000_000, 5);
                    return () => Umap.Fit(points);
                },
                InChild = true,
                ReachPeakMegabytes = 2000,
            };
            yield return Benchmark.Growth(
                "growth of the fit with rows",
                [20_000, 100_000, 1_000_000],
                size =>
                {
                    Matrix points = Synthetic(size, 5);
                    return () => Umap.Fit(points);
                },
                reachSlope: 1.2);
        }
    }

    private static Benchmark Fit(string name, Matrix points, double reach, double? uwotReach)
        => new(name)
        {
            Prepare = () => () => Umap.Fit(points),
            Runs = points.RowCount >= 50_000 ? 3 : 5,
            Peers =
            [
                new PeerCall(UmapLearn, "fit") { Name = "umap-learn", Data = { ["points"] = points }, Reach = reach, Runs = points.RowCount >= 20_000 ? 1 : 3 },
                new PeerCall(Uwot, "fit") { Name = "uwot", Data = { ["points"] = points }, Parameters = { ["fast"] = "no" }, Runs = points.RowCount >= 20_000 ? 1 : 3 },
                new PeerCall(Uwot, "fit") { Name = "uwot, fast_sgd", Data = { ["points"] = points }, Parameters = { ["fast"] = "yes" }, Reach = uwotReach, Runs = points.RowCount >= 20_000 ? 1 : 3 },
            ],
        };

    private static Benchmark Transform(int count)
    {
        Matrix training = Synthetic(20_000, 5);
        Matrix fresh = Synthetic(count, 5, seed: 2);
        return new Benchmark($"transform {count.ToString("N0", CultureInfo.InvariantCulture)} into 20,000 × 5")
        {
            Prepare = () =>
            {
                UmapModel model = Umap.Fit(training);
                return () => model.Transform(fresh);
            },
            Runs = 3,
            Peers =
            [
                new PeerCall(UmapLearn, "transform")
                {
                    Name = "umap-learn",
                    Data = { ["training"] = training, ["fresh"] = fresh },
                    Reach = 10,
                    Runs = count > 10_000 ? 1 : 3,
                },
            ],
        };
    }

    /// <summary>Ten Gaussian groups of equal size, centres four standard deviations wide.</summary>
    private static Matrix Synthetic(int rowCount, int columnCount, long seed = 1)
    {
        double[] values = new double[rowCount * columnCount];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)row);
            KeyedRandom centre = KeyedRandom.At(0, 2, (ulong)(row % 10));
            for (int column = 0; column < columnCount; column++)
            {
                values[(row * columnCount) + column] = random.NextGaussian() + (4 * centre.NextGaussian());
            }
        }

        return new Matrix(rowCount, columnCount, values);
    }

    /// <summary>Handwritten digits of the UCI repository (Alpaydin and Kaynak 1998, CC BY 4.0), from the fixtures.</summary>
    private static Matrix Digits()
    {
        string file = Path.Combine(Folder.Root, "tests", "fixtures", "umap", "digits.json");
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
        return Matrix.FromRows([.. document.RootElement.GetProperty("data").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(cell => cell.GetDouble()).ToArray())]);
    }
}
