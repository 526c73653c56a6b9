namespace Neuropil.Numerics;

/// <summary>For each of n rows its k nearest rows of some table, nearest first.</summary>
public sealed class NeighborTable
{
    private const int RowsPerBlock = 32;
    private readonly int[] rows;
    private readonly double[] distances;

    internal NeighborTable(int rowCount, int neighborCount, int[] rows, double[] distances)
    {
        RowCount = rowCount;
        NeighborCount = neighborCount;
        this.rows = rows;
        this.distances = distances;
    }

    /// <summary>n: number of rows whose neighbours are listed.</summary>
    public int RowCount { get; }

    /// <summary>k: neighbours a row.</summary>
    public int NeighborCount { get; }

    /// <summary>The neighbours of one row, nearest first.</summary>
    public ReadOnlySpan<int> Rows(int row) => rows.AsSpan(row * NeighborCount, NeighborCount);

    /// <summary>Their distances, ascending.</summary>
    public ReadOnlySpan<double> Distances(int row) => distances.AsSpan(row * NeighborCount, NeighborCount);

    /// <summary>A table from neighbours that were found elsewhere; checked and copied.</summary>
    /// <param name="rows">n × k neighbours: each 0 to n − 1, none twice in a row of the table, the row itself first.</param>
    /// <param name="distances">n × k distances, finite, at least 0, ascending in each row, 0 for the row itself.</param>
    /// <param name="neighborCount">k, from 1 to n.</param>
    /// <exception cref="ArgumentException">One of these does not hold: the message names the first such entry.</exception>
    public static NeighborTable From(ReadOnlySpan<int> rows, ReadOnlySpan<double> distances, int neighborCount)
    {
        Require.AtLeast(neighborCount, 1, nameof(neighborCount));
        if (rows.Length != distances.Length || rows.Length % neighborCount != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"rows has {rows.Length} entries, distances {distances.Length}; expected n × {neighborCount} of both."),
                nameof(rows));
        }

        int rowCount = rows.Length / neighborCount;
        HashSet<int> seen = [];
        for (int row = 0; row < rowCount; row++)
        {
            seen.Clear();
            for (int rank = 0; rank < neighborCount; rank++)
            {
                int index = (row * neighborCount) + rank;
                Check(row, rank, rows[index], distances[index], rank == 0 ? 0 : distances[index - 1], rowCount);
                if (!seen.Add(rows[index]))
                {
                    throw Wrong(nameof(rows), row, rank, $"{rows[index]} for the second time", "each neighbour once");
                }
            }
        }

        return new NeighborTable(rowCount, neighborCount, rows.ToArray(), distances.ToArray());
    }

    /// <summary>The nearest rows of each, by distances that are known; ties by lower row.</summary>
    /// <param name="distances">n × n: finite, at least 0, 0 from each row to itself, the same both ways round up to a millionth.</param>
    /// <param name="neighborCount">k, counting the row itself; from 1 to n.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="ArgumentException">One of these does not hold: the message names the first such entry.</exception>
    public static NeighborTable FromDistances(Matrix distances, int neighborCount, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(distances);
        if (distances.RowCount != distances.ColumnCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"distances is {distances.RowCount} × {distances.ColumnCount}; expected as many columns as rows."),
                nameof(distances));
        }

        Require.Between(neighborCount, 1, Math.Max(1, distances.RowCount), nameof(neighborCount));
        int[] nearestRows = new int[distances.RowCount * neighborCount];
        double[] nearestDistances = new double[nearestRows.Length];
        Blocks.For(distances.RowCount, RowsPerBlock, execution ?? Execution.Default, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<double> own = distances.Row(row);
                int at = row * neighborCount;
                nearestRows[at] = row;
                NeighborList nearest = new(
                    nearestRows.AsSpan(at + 1, neighborCount - 1), nearestDistances.AsSpan(at + 1, neighborCount - 1));
                for (int other = 0; other < own.Length; other++)
                {
                    RequireDistance(distances, row, other);
                    if (other != row && neighborCount > 1)
                    {
                        nearest.Offer(other, own[other]);
                    }
                }
            }
        });
        return new NeighborTable(distances.RowCount, neighborCount, nearestRows, nearestDistances);
    }

    /// <summary>The same rows with only their <paramref name="neighborCount"/> nearest neighbours.</summary>
    /// <param name="neighborCount">From 1 to <see cref="NeighborCount"/>.</param>
    public NeighborTable Nearest(int neighborCount)
    {
        Require.Between(neighborCount, 1, NeighborCount, nameof(neighborCount));
        int[] fewerRows = new int[RowCount * neighborCount];
        double[] fewerDistances = new double[RowCount * neighborCount];
        for (int row = 0; row < RowCount; row++)
        {
            Rows(row)[..neighborCount].CopyTo(fewerRows.AsSpan(row * neighborCount));
            Distances(row)[..neighborCount].CopyTo(fewerDistances.AsSpan(row * neighborCount));
        }

        return new NeighborTable(RowCount, neighborCount, fewerRows, fewerDistances);
    }

    private static void RequireDistance(Matrix distances, int row, int other)
    {
        double distance = distances[row, other];
        double back = distances[other, row];
        bool isDistance = distance >= 0 && double.IsFinite(distance) && (row != other || distance == 0);
        if (!isDistance || !(Math.Abs(distance - back) <= 1e-6 * Math.Max(distance, back)))
        {
            string expected = row == other ? "0 from a row to itself"
                : !isDistance ? "a finite number, at least 0"
                : FormattableString.Invariant($"{back}, the distance the other way round");
            throw new ArgumentException(
                FormattableString.Invariant($"distances, row {row}, column {other} (counted from 0) is {distance}; expected {expected}."), nameof(distances));
        }
    }

    private static void Check(int row, int rank, int neighbor, double distance, double distanceBefore, int rowCount)
    {
        if (neighbor < 0 || neighbor >= rowCount)
        {
            throw Wrong("rows", row, rank, FormattableString.Invariant($"{neighbor}"), $"a row from 0 to {rowCount - 1}");
        }

        if (rank == 0 && neighbor != row)
        {
            throw Wrong("rows", row, rank, FormattableString.Invariant($"{neighbor}"), "the row itself first");
        }

        bool inOrder = distance >= distanceBefore && double.IsFinite(distance) && (rank > 0 || distance == 0);
        if (!inOrder)
        {
            string expected = rank == 0
                ? "0, the distance of the row to itself"
                : FormattableString.Invariant($"a finite number, at least {distanceBefore}, the distance before it");
            throw Wrong("distances", row, rank, FormattableString.Invariant($"{distance}"), expected);
        }
    }

    private static ArgumentException Wrong(string name, int row, int rank, string value, string expected)
        => new(FormattableString.Invariant($"{name}, row {row}, neighbour {rank} (counted from 0) is {value}; expected {expected}."), name);
}
