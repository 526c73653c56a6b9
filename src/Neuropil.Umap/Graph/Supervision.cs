using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>Changes a graph by what is known of the points beside their coordinates.</summary>
/// <remarks>
/// As umap-learn does it (fast_intersection, general_simplicial_set_intersection, reset_local_connectivity): see <see cref="UmapTarget"/>.
/// Categories that differ at Weight 1 are parted altogether.
/// </remarks>
internal static class Supervision
{
    private const double FarDistance = 2.5;
    private const double UnknownDistance = 1;
    private const double LeastWeight = 1e-8;
    private const double MostOfMissing = 1e-4;

    public static FuzzySimplicialSet Apply(FuzzySimplicialSet graph, UmapTarget target, UmapOptions options, Execution execution)
        => target.CategoryNumbers is int[] categories
            ? OfCategories(graph, categories, target.Weight).WithStrongestAsOne()
            : OfNumbers(graph, target, options, execution).WithStrongestAsOne();

    private static FuzzySimplicialSet OfCategories(FuzzySimplicialSet graph, int[] categories, double weight)
    {
        double different = weight < 1 ? DeterministicMath.Exp(-FarDistance / (1 - weight)) : 0;
        double unknown = DeterministicMath.Exp(-UnknownDistance);
        return graph.Select((row, column, edge) =>
        {
            double factor = categories[row] < 0 || categories[column] < 0 ? unknown
                : categories[row] == categories[column] ? 1
                : different;
            return (float)(edge * factor);
        });
    }

    private static FuzzySimplicialSet OfNumbers(FuzzySimplicialSet graph, UmapTarget target, UmapOptions options, Execution execution)
    {
        Matrix numbers = new(target.Count, 1, target.Values!);
        DistanceRange.Require(numbers, Metric.Euclidean, "target");
        NeighborTable neighbors = NearestNeighbors.Of(numbers, options.NeighborCount, execution: execution);

        // Not joined from both ends: what follows joins the product.
        FuzzySimplicialSet other = FuzzySimplicialSet.Directed(neighbors, new UmapOptions { NeighborCount = options.NeighborCount }, execution);
        float own = (float)Math.Max(graph.SmallestWeight / 2, LeastWeight);
        float others = (float)Math.Min(Math.Max(other.SmallestWeight / 2, LeastWeight), MostOfMissing);
        return graph.Union(other, own, others, (a, b) => a > own || b > others ? Mixed(a, b, target.Weight) : a + b);
    }

    /// <summary>Both, the one that counts less raised to a power below 1.</summary>
    private static float Mixed(double own, double other, double weight)
        => (float)(weight < 0.5
            ? own * DeterministicMath.Pow(other, weight / (1 - weight))
            : DeterministicMath.Pow(own, (1 - weight) / weight) * other);
}
