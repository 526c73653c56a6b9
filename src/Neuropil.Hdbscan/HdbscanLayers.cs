namespace Neuropil.Hdbscan;

/// <summary>The clusters at all smallest cluster sizes, so that nobody has to guess one.</summary>
/// <remarks>
/// After the idea of Bot, McInnes and Aerts 2025, "Persistent multiscale density-based clustering": what is really there lasts as the smallest cluster's size
/// grows. They add up the leaves of the tree that last; one size then has to suit all of them, and a large group falls apart into chance leaves at a size
/// that a small group needs. Here the clusters at each size are those of excess of mass, which keeps groups of widely different size side by side, and
/// a layer is as persistent as the size can be multiplied without changing their number. Sizes are looked at in steps of about an eighth, from 2 to
/// half of all points.
/// </remarks>
public sealed class HdbscanLayers
{
    private readonly HdbscanModel model;

    internal HdbscanLayers(HdbscanModel model, HdbscanLayer[] trace)
    {
        this.model = model;
        Trace = trace;
        Layers =
        [
            .. trace.Where(layer => layer.ClusterCount > 1)
                .OrderByDescending(layer => layer.Persistence)
                .ThenByDescending(layer => layer.MinClusterSize)
                .DistinctBy(layer => layer.ClusterCount),
        ];
    }

    /// <summary>Every range of sizes with one number of clusters, ascending from 2.</summary>
    public IReadOnlyList<HdbscanLayer> Trace { get; }

    /// <summary>For each number of clusters, 2 or more, the range over which it lasts longest; the most persistent first, of equal ones the larger size.</summary>
    public IReadOnlyList<HdbscanLayer> Layers { get; }

    /// <summary>The clusters of a layer, at the middle of its range.</summary>
    /// <param name="index">From 0, the most persistent, to the number of <see cref="Layers"/> − 1.</param>
    /// <exception cref="InvalidOperationException">There is no layer: no size has two clusters.</exception>
    public HdbscanModel Model(int index = 0)
    {
        if (Layers.Count == 0)
        {
            throw new InvalidOperationException("no smallest cluster size has two clusters: there are no layers. The points are one group, or none.");
        }

        Require.Between(index, 0, Layers.Count - 1, nameof(index));
        HdbscanLayer layer = Layers[index];
        int middle = (int)Math.Sqrt((double)layer.MinClusterSize * layer.LargestMinClusterSize);
        return model.With(OptionsAt(model.Options, Sizes(middle).Last(size => size <= middle)));
    }

    /// <summary>The sizes looked at, up to one.</summary>
    internal static IEnumerable<int> Sizes(int largest)
    {
        for (int size = 2; size <= largest; size += 1 + (size / 8))
        {
            yield return size;
        }
    }

    internal static HdbscanOptions OptionsAt(HdbscanOptions options, int minClusterSize)
        => options with
        {
            MinClusterSize = minClusterSize,
            MinSamples = options.EffectiveMinSamples,
            Selection = ClusterSelection.ExcessOfMass,
            AllowSingleCluster = false,
        };
}
