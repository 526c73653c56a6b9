using Neuropil.Numerics;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>What of a clustering is compared with the clusterings of data without clusters.</summary>
/// <param name="ClusterCount">How many clusters.</param>
/// <param name="LargestPersistence">The persistence of the most persistent cluster, 0 to 1; 0 where there is none.</param>
/// <param name="TotalPersistence">The sum over the clusters.</param>
/// <param name="Dbcv">Density-based validity, −1 to 1; −1 where fewer than two clusters leave it undefined.</param>
/// <param name="NoiseShare">The share of noise, 0 to 1.</param>
public sealed record ClusteringStatistics(int ClusterCount, double LargestPersistence, double TotalPersistence, double Dbcv, double NoiseShare)
{
    /// <summary>The statistics of a fitted clustering.</summary>
    public static ClusteringStatistics Of(HdbscanModel model, Matrix points, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(points);
        double[] persistence = model.Persistence.ToArray();
        return new ClusteringStatistics(
            model.ClusterCount,
            persistence.Length == 0 ? 0 : persistence.Max(),
            persistence.Sum(),
            DensityBasedValidity.Of(points, model.Labels, execution: execution) ?? -1,
            (double)model.Labels.Count(ClusterLabel.Noise) / model.PointCount);
    }
}
