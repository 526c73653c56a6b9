namespace Neuropil.Umap;

/// <summary>How much each point counts, in proportion to the largest.</summary>
internal static class PointWeights
{
    /// <summary>From 0 to 1, the largest 1; null where all are alike.</summary>
    public static double[]? Of(ReadOnlyMemory<double>? given)
    {
        if (given is not ReadOnlyMemory<double> memory || !memory.Span.ContainsAnyExcept(memory.Span[0]))
        {
            return null;
        }

        double[] weights = memory.ToArray();
        double largest = weights.Max();
        for (int point = 0; point < weights.Length; point++)
        {
            weights[point] /= largest;
        }

        return weights;
    }
}
