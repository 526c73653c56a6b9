using Neuropil.Numerics;

namespace Neuropil.Benchmarks;

using Neuropil.Hdbscan;

/// <summary>Fits of clustered points, beside R's dbscan where its n² memory lets it.</summary>
public sealed class HdbscanBenchmarks : IBenchmarks
{
    private static readonly HdbscanOptions Options = new() { MinClusterSize = 15, MinSamples = 5 };

    public string Room => "hdbscan";

    public IEnumerable<Benchmark> Benchmarks(bool quick)
    {
        foreach (int columns in new[] { 2, 5 })
        {
            yield return WithPeer(5_000, columns, runs: 7, reach: 10);
            yield return WithPeer(20_000, columns, runs: 5, reach: null);
            yield return new Benchmark($"fit 100,000 × {columns}")
            {
                Prepare = () => Fit(100_000, columns),
                Runs = 9,
                ReachSeconds = columns == 2 ? 0.4 : null,
                MeasureMemory = true,
            };
        }

        yield return new Benchmark("predict 10,000 × 2 from 100,000")
        {
            Prepare = () =>
            {
                HdbscanModel model = Hdbscan.Fit(Clustered(100_000, 2), Options);
                Matrix queries = Clustered(10_000, 2, seed: 2);
                return () => model.Predict(queries);
            },
        };
        if (quick)
        {
            yield break;
        }

        yield return new Benchmark("fit 1,000,000 × 2")
        {
            Prepare = () => Fit(1_000_000, 2), Runs = 3, ReachSeconds = 8, ReachPeakMegabytes = 1000,
        };
        yield return new Benchmark("fit 1,000,000 × 5") { Prepare = () => Fit(1_000_000, 5), Runs = 1 };
        yield return new Benchmark("fit 10,000,000 × 2") { Prepare = () => Fit(10_000_000, 2), InChild = true, MeasureMemory = true };
        yield return Benchmark.Growth("growth 10k to 10M × 2", [10_000, 100_000, 1_000_000, 10_000_000], size => Fit(size, 2), reachSlope: 1.2);
    }

    private static Benchmark WithPeer(int count, int columns, int runs, double? reach)
    {
        Matrix points = Clustered(count, columns);
        PeerCall peer = new("Hdbscan/dbscan.R", "fit") { Name = "r-cran-dbscan", Reach = reach, Runs = count > 5_000 ? 1 : 3 };
        peer.Data["points"] = points;
        peer.Parameters["size"] = "15";
        return new Benchmark($"fit {count:N0} × {columns}") { Prepare = () => () => Hdbscan.Fit(points, Options), Runs = runs, Peers = [peer] };
    }

    private static Action Fit(int count, int columns)
    {
        Matrix points = Clustered(count, columns);
        return () => Hdbscan.Fit(points, Options);
    }

    /// <summary>Fifty Gaussian clusters of different width, and one point in fifty anywhere between.</summary>
    private static Matrix Clustered(int count, int columns, long seed = 1)
    {
        double[] values = new double[count * columns];
        Blocks.For(count, 1 << 12, Execution.Default, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    ulong cluster = (ulong)row % 51;
                    double centre = 20 * KeyedRandom.At(1, 1, cluster, (ulong)column).NextDouble();
                    KeyedRandom random = KeyedRandom.At(seed, 2, (ulong)row, (ulong)column);
                    values[(row * columns) + column] = cluster == 50
                        ? 20 * random.NextDouble()
                        : centre + ((0.1 + (0.01 * cluster)) * random.NextGaussian());
                }
            }
        });
        return new Matrix(count, columns, values);
    }
}
