using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>Whether what a fit is given fits together, and the options.</summary>
internal static class UmapDataCheck
{
    /// <summary>Places beyond this leave the range in which single precision squares.</summary>
    public const double LargestPlace = 1e15;

    public static void Require(UmapData data, UmapOptions options)
    {
        RequireOneSource(data, options);
        int rowCount = data.RowCount;
        if (rowCount < options.NeighborCount)
        {
            string fits = rowCount < 2
                ? "UMAP needs at least two rows"
                : FormattableString.Invariant($"set NeighborCount to at most {rowCount}");
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{SourceName(data)} has {rowCount} rows, fewer than NeighborCount = {options.NeighborCount}, which counts the point itself; {fits}, or give at least {options.NeighborCount} rows."),
                SourceName(data));
        }

        if (data.Points is Matrix points)
        {
            points.RequireFinite("points");
            DistanceRange.Require(points, options.Metric, "points");
        }

        if (data.Neighbors is NeighborTable neighbors && (neighbors.RowCount != rowCount || neighbors.NeighborCount < options.NeighborCount))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"neighbors is {neighbors.RowCount} × {neighbors.NeighborCount}; expected {rowCount} rows, as points has, and at least NeighborCount = {options.NeighborCount} neighbours."),
                "neighbors");
        }

        RequireStart(data.InitialEmbedding, rowCount, options);
        RequireWeights(data.Weights, rowCount);
        if (data.Target is UmapTarget target && target.Count != rowCount)
        {
            throw new ArgumentException(FormattableString.Invariant($"target has {target.Count} entries; expected {rowCount}, one for each row."), "target");
        }
    }

    private static void RequireOneSource(UmapData data, UmapOptions options)
    {
        if (data.Points is not null && data.Distances is not null)
        {
            throw new ArgumentException("There are points and distances; expected one of them. Leave out what is not to be used.", "distances");
        }

        if (data.Points is null && data.Distances is null && data.Neighbors is null)
        {
            throw new ArgumentException("There are no points, distances or neighbours; expected one of them.", "points");
        }

        if (data.Points is { ColumnCount: 0 })
        {
            throw new ArgumentException("points has no columns; expected at least one.", "points");
        }

        if (data.Points is null && data.InitialEmbedding is null && options.Initialization == UmapInitialization.PrincipalComponents)
        {
            throw new ArgumentException("Principal components need points; there are none. Set Initialization to Spectral or Random.", "points");
        }
    }

    private static void RequireStart(Matrix? start, int rowCount, UmapOptions options)
    {
        if (start is null)
        {
            return;
        }

        if (start.RowCount != rowCount || start.ColumnCount != options.EmbeddingDimension)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"initialEmbedding is {start.RowCount} × {start.ColumnCount}; expected {rowCount} × {options.EmbeddingDimension}: a row for each point, EmbeddingDimension columns."),
                "initialEmbedding");
        }

        start.RequireFinite("initialEmbedding");
        for (int row = 0; row < rowCount; row++)
        {
            foreach (double value in start.Row(row))
            {
                if (!(Math.Abs(value) < LargestPlace))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"initialEmbedding, row {row} (counted from 0) holds {value}; expected a size below {LargestPlace}."),
                        "initialEmbedding");
                }
            }
        }
    }

    private static void RequireWeights(ReadOnlyMemory<double>? given, int rowCount)
    {
        if (given is not ReadOnlyMemory<double> memory)
        {
            return;
        }

        ReadOnlySpan<double> weights = memory.Span;
        if (weights.Length != rowCount)
        {
            throw new ArgumentException(FormattableString.Invariant($"weights has {weights.Length} entries; expected {rowCount}, one for each row."), nameof(weights));
        }

        double largest = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && double.IsFinite(weights[row])))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"weights, row {row} (counted from 0) is {weights[row]}; expected a finite number, at least 0."), nameof(weights));
            }

            largest = Math.Max(largest, weights[row]);
        }

        if (largest == 0)
        {
            throw new ArgumentException("weights are all 0; expected at least one above.", nameof(weights));
        }
    }

    private static string SourceName(UmapData data) => data.Points is not null ? "points" : data.Distances is not null ? "distances" : "neighbors";
}
