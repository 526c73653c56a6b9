using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// For each point the distance to its nearest neighbour, <c>rho</c>, and the scale <c>sigma</c> at which its neighbours' memberships
/// exp(−max(0, d − rho) / sigma) sum to log2 of their number.
/// </summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, algorithm 3. The search halves an interval from 1 until the sum is met to 1e-5; sigma is at
/// least a thousandth of the mean distance, so that ties and duplicates leave it positive.
/// </remarks>
internal sealed class SmoothNeighborDistances
{
    private const double Tolerance = 1e-5;
    private const double LeastScale = 1e-3;
    private const int HalvingCount = 64;
    private const int BlockSize = 1024;

    private SmoothNeighborDistances(double[] rhos, double[] sigmas)
    {
        Rhos = rhos;
        Sigmas = sigmas;
    }

    public double[] Rhos { get; }

    public double[] Sigmas { get; }

    public static SmoothNeighborDistances From(NeighborTable neighbors, double localConnectivity, Execution execution)
    {
        double[] rhos = new double[neighbors.RowCount];
        double[] sigmas = new double[neighbors.RowCount];
        double meanDistance = MeanDistance(neighbors, execution);
        Blocks.For(neighbors.RowCount, BlockSize, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                (rhos[row], sigmas[row]) = Of(neighbors.Distances(row), neighbors.NeighborCount, localConnectivity, meanDistance);
            }
        });
        return new SmoothNeighborDistances(rhos, sigmas);
    }

    /// <summary>Rho and sigma of one point.</summary>
    /// <param name="distances">To its neighbours, nearest first; the first is the point itself where it is one of the training points.</param>
    /// <param name="neighborCount">Their number, whose log2 the memberships are to sum to.</param>
    /// <param name="localConnectivity">How many neighbours are fully connected.</param>
    /// <param name="meanDistance">Mean of all distances of the table.</param>
    public static (double Rho, double Sigma) Of(ReadOnlySpan<double> distances, int neighborCount, double localConnectivity, double meanDistance)
    {
        double rho = Rho(distances, localConnectivity);
        double sigma = Sigma(distances, rho, DeterministicMath.Log(neighborCount) / DeterministicMath.Log(2));
        double least = LeastScale * (rho > 0 ? Mean(distances) : meanDistance);
        return (rho, sigma < least ? least : sigma);
    }

    /// <summary>The membership of a neighbour.</summary>
    public static double Membership(double distance, double rho, double sigma)
        => distance - rho <= 0 || sigma == 0 ? 1 : DeterministicMath.Exp(-(distance - rho) / sigma);

    /// <summary>The localConnectivity-th distance above 0, interpolated.</summary>
    private static double Rho(ReadOnlySpan<double> distances, double localConnectivity)
    {
        int zeroCount = 0;
        while (zeroCount < distances.Length && distances[zeroCount] == 0)
        {
            zeroCount++;
        }

        ReadOnlySpan<double> positive = distances[zeroCount..];
        if (positive.Length < localConnectivity)
        {
            return positive.Length > 0 ? positive[^1] : 0;
        }

        int index = (int)Math.Floor(localConnectivity);
        double fraction = localConnectivity - index;
        double lower = index > 0 ? positive[index - 1] : 0;
        return fraction > Tolerance ? lower + (fraction * (positive[index] - lower)) : lower;
    }

    private static double Sigma(ReadOnlySpan<double> distances, double rho, double target)
    {
        double low = 0;
        double high = double.PositiveInfinity;
        double sigma = 1;
        for (int halving = 0; halving < HalvingCount; halving++)
        {
            double sum = 0;
            for (int neighbor = 1; neighbor < distances.Length; neighbor++)
            {
                double beyond = distances[neighbor] - rho;
                sum += beyond > 0 ? DeterministicMath.Exp(-beyond / sigma) : 1;
            }

            if (Math.Abs(sum - target) < Tolerance)
            {
                break;
            }

            if (sum > target)
            {
                high = sigma;
                sigma = (low + high) / 2;
            }
            else
            {
                low = sigma;
                sigma = double.IsPositiveInfinity(high) ? sigma * 2 : (low + high) / 2;
            }
        }

        return sigma;
    }

    private static double MeanDistance(NeighborTable neighbors, Execution execution)
    {
        double[] sums = new double[Blocks.Count(neighbors.RowCount, BlockSize)];
        Blocks.For(neighbors.RowCount, BlockSize, execution, (start, end) =>
        {
            double sum = 0;
            for (int row = start; row < end; row++)
            {
                sum += Mean(neighbors.Distances(row));
            }

            sums[start / BlockSize] = sum;
        });
        double total = 0;
        foreach (double sum in sums)
        {
            total += sum;
        }

        return total / neighbors.RowCount;
    }

    private static double Mean(ReadOnlySpan<double> distances)
    {
        double sum = 0;
        foreach (double distance in distances)
        {
            sum += distance;
        }

        return sum / distances.Length;
    }
}
