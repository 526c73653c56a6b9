using Neuropil.Numerics;

namespace Neuropil.Benchmarks.Numerics;

/// <summary>Neighbours against scikit-learn's NearestNeighbors (2 threads).</summary>
public sealed class NeighborBenchmarks : IBenchmarks
{
    public string Room => "numerics";

    public IEnumerable<Benchmark> Benchmarks(bool quick)
    {
        (int Rows, int Columns)[] sizes = quick ? [(1797, 64), (5000, 50)] : [(1797, 64), (5000, 50), (20_000, 784)];
        foreach ((int rows, int columns) in sizes)
        {
            Matrix points = Gaussian(rows, columns);
            yield return new Benchmark($"neighbours {rows} × {columns}")
            {
                Prepare = () => () => NearestNeighbors.Of(points, 15),
                Runs = 3,
                Peers = [new PeerCall("Numerics/neighbors.py", "brute") { Name = "scikit-learn", Data = { ["points"] = points } }],
            };
        }
    }

    internal static Matrix Gaussian(int rowCount, int columnCount)
    {
        double[] values = new double[rowCount * columnCount];
        KeyedRandom random = KeyedRandom.At(1, 2);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = random.NextGaussian();
        }

        return new Matrix(rowCount, columnCount, values);
    }
}
