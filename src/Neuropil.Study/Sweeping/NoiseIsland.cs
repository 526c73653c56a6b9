using Neuropil.Numerics;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>Noise that lies together: a smaller MinClusterSize makes a cluster of it.</summary>
/// <param name="Size">How many synapses of noise.</param>
/// <param name="ShareOfNoise">Their share of all noise.</param>
/// <param name="MinClusterSize">The largest size at which they are a cluster.</param>
/// <param name="ClusterCount">Clusters at that size.</param>
/// <param name="NoiseShare">Noise at that size.</param>
/// <param name="Dbcv">The density-based validity at that size; NaN where it is not defined.</param>
/// <param name="DbcvNow">The density-based validity as it is; NaN where it is not defined.</param>
public sealed record NoiseIsland(int Size, double ShareOfNoise, int MinClusterSize, int ClusterCount, double NoiseShare, double Dbcv, double DbcvNow)
{
    // A cluster of a smaller size is an island if nearly all of it was noise.
    private const double LeastShare = 0.9;

    /// <summary>The islands in a clustering's noise down to half of its MinClusterSize, the largest first.</summary>
    /// <param name="model">The clustering.</param>
    /// <param name="points">What it clusters.</param>
    /// <param name="execution">Never changes the result.</param>
    public static IReadOnlyList<NoiseIsland> Of(HdbscanModel model, Matrix points, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(points);
        HashSet<int> left = [.. Enumerable.Range(0, model.Labels.Length).Where(row => model.Labels[row] == ClusterLabel.Noise)];
        int noise = left.Count;
        int least = Math.Max(2, (model.Options.MinClusterSize + 1) / 2);
        List<NoiseIsland> islands = [];
        for (int size = Math.Min(model.Options.MinClusterSize - 1, noise); size >= least && left.Count >= size; size--)
        {
            HdbscanModel finer = model.With(model.Options with { MinClusterSize = size, MinSamples = model.Options.EffectiveMinSamples });
            int[] labels = finer.Labels.ToArray();
            foreach (IGrouping<int, int> cluster in Enumerable.Range(0, labels.Length).Where(row => labels[row] != ClusterLabel.Noise).GroupBy(row => labels[row]).OrderBy(cluster => cluster.Key))
            {
                int[] own = [.. cluster.Where(left.Contains)];
                if (own.Length >= LeastShare * cluster.Count())
                {
                    left.ExceptWith(own);
                    islands.Add(new NoiseIsland(
                        own.Length,
                        (double)own.Length / noise,
                        size,
                        finer.ClusterCount,
                        (double)labels.Count(label => label == ClusterLabel.Noise) / labels.Length,
                        DensityBasedValidity.Of(points, labels, execution: execution) ?? double.NaN,
                        DensityBasedValidity.Of(points, model.Labels, execution: execution) ?? double.NaN));
                }
            }
        }

        return [.. islands.OrderByDescending(island => island.Size)];
    }
}
