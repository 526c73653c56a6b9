using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>The steps of a fit, in order.</summary>
internal static class UmapFit
{
    public const double RefitRate = 0.1;

    /// <param name="data">What is known of the points.</param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="execution">null: the default.</param>
    /// <param name="availableMemory">Bytes that the fit may use; null: as many as the process may.</param>
    public static UmapModel Run(UmapData data, UmapOptions? options, Execution? execution, long? availableMemory = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options = (options ?? UmapOptions.Default).Checked();
        execution ??= Execution.Default;
        UmapDataCheck.Require(data, options);
        int rowCount = data.RowCount;
        MemoryNeed.Refuse(rowCount, data.Points?.ColumnCount ?? data.Distances?.ColumnCount ?? 0, options, availableMemory);

        DistanceCurve curve = DistanceCurve.Fit(options.MinDistance, options.Spread);
        Matrix trainingPoints = data.Points ?? new Matrix(rowCount, 0, []);
        if (HasOnePlace(data))
        {
            Matrix origin = new(rowCount, options.EmbeddingDimension, new double[rowCount * options.EmbeddingDimension]);
            return new UmapModel(options, curve, trainingPoints, origin, FeatureNames.Unknown);
        }

        (FuzzySimplicialSet graph, int[]? firstEquals) = Graph(data, options, execution);
        float[] places = data.InitialEmbedding is null
            ? InitialPlaces.From(data, graph, options, execution)
            : InitialPlaces.Given(data.InitialEmbedding);
        double[]? weights = PointWeights.Of(data.Weights);
        LayoutOptimizer.Run(places, graph, weights, curve, options, execution);
        return new UmapModel(
            options, curve, trainingPoints, ToMatrix(places, rowCount, options.EmbeddingDimension, firstEquals), FeatureNames.Unknown);
    }

    /// <summary>The neighbours die here, before the layout needs their room.</summary>
    private static (FuzzySimplicialSet Graph, int[]? FirstEquals) Graph(UmapData data, UmapOptions options, Execution execution)
    {
        execution.Report("neighbours", 0);
        NeighborTable neighbors = data.Neighbors is NeighborTable given ? Nearest(given, options.NeighborCount)
            : data.Distances is Matrix distances ? NeighborTable.FromDistances(distances, options.NeighborCount, execution)
            : NearestNeighbors.Of(data.Points!, options.NeighborCount, options.Metric, options.NeighborSearch, options.Seed, execution);
        execution.Report("graph", 0);
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(neighbors, options, execution);
        return (data.Target is UmapTarget target ? Supervision.Apply(graph, target, options, execution) : graph, FirstEquals(neighbors));
    }

    private static NeighborTable Nearest(NeighborTable neighbors, int neighborCount)
        => neighbors.NeighborCount == neighborCount ? neighbors : neighbors.Nearest(neighborCount);

    /// <summary>Whether all points are one; of neighbours alone that cannot be said.</summary>
    private static bool HasOnePlace(UmapData data)
    {
        if (data.Points is Matrix points)
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

        return data.Distances is Matrix distances && !distances.Values.ContainsAnyExcept(0.0);
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
