namespace Neuropil.Umap;

/// <summary>How much memory a fit needs, and the refusal when there is not that much.</summary>
internal static class MemoryNeed
{
    /// <summary>Edges of the symmetric graph for each neighbour asked for, at most 2, seldom more than this.</summary>
    private const double EdgesPerNeighbor = 1.6;

    public static long Of(int rowCount, int columnCount, UmapOptions options)
    {
        double points = (double)columnCount * sizeof(double);
        double neighbors = options.NeighborCount * (double)(sizeof(int) + sizeof(double));
        double memberships = options.NeighborCount * (double)((2 * sizeof(float)) + sizeof(bool));
        double graph = options.NeighborCount * EdgesPerNeighbor * (sizeof(int) + sizeof(float));
        double layout = (options.NeighborCount * EdgesPerNeighbor * (sizeof(int) + sizeof(uint))) + (EdgeSampler.WindowLength * 10.0 * sizeof(int));
        double places = options.EmbeddingDimension * 8.0 * sizeof(double);
        double peak = Math.Max(neighbors + memberships + graph, graph + layout);
        return (long)(rowCount * (points + places + peak));
    }

    public static void Refuse(int rowCount, int columnCount, UmapOptions options, long? availableMemory)
    {
        long need = Of(rowCount, columnCount, options);
        long available = availableMemory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (available > 0 && need > available)
        {
            throw new InsufficientMemoryException(
                FormattableString.Invariant(
                    $"A fit of {rowCount} × {columnCount} points with {options.NeighborCount} neighbours needs about {need >> 20} MB; this process may use {available >> 20} MB. Lower NeighborCount, fit on a sample and transform the rest, or use a larger machine."));
        }
    }
}
