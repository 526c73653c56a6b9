using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>The steps of a fit, in order.</summary>
internal static class UmapFit
{
    public const double RefitRate = 0.1;

    public static UmapModel Run(UmapData data, UmapOptions? options, Execution? execution)
    {
        ArgumentNullException.ThrowIfNull(data);
        options = (options ?? UmapOptions.Default).Checked();
        execution ??= Execution.Default;
        (Matrix points, NeighborTable? neighbors, Matrix? initialEmbedding) = (data.Points, data.Neighbors, data.InitialEmbedding);
        Check(points, neighbors, initialEmbedding, options);
        MemoryNeed.Refuse(points.RowCount, points.ColumnCount, options);

        DistanceCurve curve = DistanceCurve.Fit(options.MinDistance, options.Spread);
        if (HasOneValue(points))
        {
            Matrix origin = new(points.RowCount, options.EmbeddingDimension, new double[points.RowCount * options.EmbeddingDimension]);
            return new UmapModel(options, curve, points, origin);
        }

        (FuzzySimplicialSet graph, int[]? firstEquals) = Graph(points, neighbors, options, execution);
        float[] places = initialEmbedding is null
            ? InitialPlaces.From(points, graph, options, execution)
            : InitialPlaces.Given(initialEmbedding);
        LayoutOptimizer.Run(places, graph, curve, options, execution);
        return new UmapModel(options, curve, points, ToMatrix(places, points.RowCount, options.EmbeddingDimension, firstEquals));
    }

    /// <summary>The neighbours die here, before the layout needs their room.</summary>
    private static (FuzzySimplicialSet Graph, int[]? FirstEquals) Graph(
        Matrix points,
        NeighborTable? neighbors,
        UmapOptions options,
        Execution execution)
    {
        execution.Report("neighbours", 0);
        neighbors = neighbors is null
            ? NearestNeighbors.Of(points, options.NeighborCount, options.Metric, options.NeighborSearch, options.Seed, execution)
            : neighbors.NeighborCount == options.NeighborCount ? neighbors : neighbors.Nearest(options.NeighborCount);
        execution.Report("graph", 0);
        return (FuzzySimplicialSet.From(neighbors, options, execution), FirstEquals(neighbors));
    }

    private static void Check(Matrix points, NeighborTable? neighbors, Matrix? initialEmbedding, UmapOptions options)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.ColumnCount == 0)
        {
            throw new ArgumentException("points has no columns; expected at least one.", nameof(points));
        }

        if (points.RowCount < options.NeighborCount)
        {
            string fits = points.RowCount < 2
                ? "UMAP needs at least two rows"
                : FormattableString.Invariant($"set NeighborCount to at most {points.RowCount}");
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"points has {points.RowCount} rows, fewer than NeighborCount = {options.NeighborCount}, which counts the point itself; {fits}, or give at least {options.NeighborCount} rows."),
                nameof(points));
        }

        points.RequireFinite(nameof(points));
        if (neighbors is not null && (neighbors.RowCount != points.RowCount || neighbors.NeighborCount < options.NeighborCount))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"neighbors is {neighbors.RowCount} × {neighbors.NeighborCount}; expected {points.RowCount} rows, as points has, and at least NeighborCount = {options.NeighborCount} neighbours."),
                nameof(neighbors));
        }

        if (initialEmbedding is not null
            && (initialEmbedding.RowCount != points.RowCount || initialEmbedding.ColumnCount != options.EmbeddingDimension))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"initialEmbedding is {initialEmbedding.RowCount} × {initialEmbedding.ColumnCount}; expected {points.RowCount} × {options.EmbeddingDimension}: a row for each point, EmbeddingDimension columns."),
                nameof(initialEmbedding));
        }

        initialEmbedding?.RequireFinite(nameof(initialEmbedding));
    }

    private static bool HasOneValue(Matrix points)
    {
        ReadOnlySpan<double> first = points.Row(0);
        for (int row = 1; row < points.RowCount; row++)
        {
            if (!points.Row(row).SequenceEqual(first))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For each row the lowest row at distance 0; null where every row is its own.</summary>
    private static int[]? FirstEquals(NeighborTable neighbors)
    {
        int[]? first = null;
        for (int row = 0; row < neighbors.RowCount; row++)
        {
            ReadOnlySpan<int> rows = neighbors.Rows(row);
            ReadOnlySpan<double> distances = neighbors.Distances(row);
            int lowest = row;
            for (int neighbor = 1; neighbor < distances.Length && distances[neighbor] == 0; neighbor++)
            {
                lowest = Math.Min(lowest, rows[neighbor]);
            }

            if (lowest < row)
            {
                if (first is null)
                {
                    first = new int[neighbors.RowCount];
                    for (int own = 0; own < first.Length; own++)
                    {
                        first[own] = own;
                    }
                }

                first[row] = first[lowest];
            }
        }

        return first;
    }

    private static Matrix ToMatrix(float[] places, int rowCount, int dimension, int[]? firstEquals)
    {
        double[] values = new double[places.Length];
        for (int row = 0; row < rowCount; row++)
        {
            int from = firstEquals?[row] ?? row;
            for (int column = 0; column < dimension; column++)
            {
                values[(row * dimension) + column] = places[(from * dimension) + column];
            }
        }

        return new Matrix(rowCount, dimension, values);
    }
}
