namespace Neuropil.Numerics;

/// <summary>For each of n rows its k nearest rows of some table, nearest first.</summary>
public sealed class NeighborTable
{
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
