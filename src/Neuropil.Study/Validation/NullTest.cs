namespace Neuropil.Study;

/// <summary>
/// The observed statistics beside those of data sets without clusters: p = (1 + nulls at least as large) / (N + 1). For the noise share
/// it is the nulls at most as large that count: less noise speaks for clusters.
/// </summary>
/// <remarks>Davison and Hinkley 1997, §4.2. With N nulls no p is below 1/(N + 1).</remarks>
public sealed class NullTest
{
    private NullTest(ClusteringStatistics observed, IReadOnlyList<ClusteringStatistics> nulls)
    {
        Observed = observed;
        Nulls = nulls;
        ClusterCountP = P(statistics => statistics.ClusterCount);
        LargestPersistenceP = P(statistics => statistics.LargestPersistence);
        TotalPersistenceP = P(statistics => statistics.TotalPersistence);
        DbcvP = P(statistics => statistics.Dbcv);
        NoiseShareP = P(statistics => -statistics.NoiseShare);
    }

    /// <summary>The statistics of the group.</summary>
    public ClusteringStatistics Observed { get; }

    /// <summary>Those of the nulls, in the order drawn.</summary>
    public IReadOnlyList<ClusteringStatistics> Nulls { get; }

    /// <summary>p of the number of clusters.</summary>
    public double ClusterCountP { get; }

    /// <summary>p of the largest persistence.</summary>
    public double LargestPersistenceP { get; }

    /// <summary>p of the total persistence.</summary>
    public double TotalPersistenceP { get; }

    /// <summary>p of density-based validity.</summary>
    public double DbcvP { get; }

    /// <summary>p of the share of noise.</summary>
    public double NoiseShareP { get; }

    /// <summary>Compares.</summary>
    /// <exception cref="ArgumentException">There are no nulls.</exception>
    public static NullTest Of(ClusteringStatistics observed, IReadOnlyList<ClusteringStatistics> nulls)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(nulls);
        return nulls.Count > 0
            ? new NullTest(observed, nulls)
            : throw new ArgumentException("There are no nulls; expected at least one.", nameof(nulls));
    }

    private double P(Func<ClusteringStatistics, double> statistic)
        => (1.0 + Nulls.Count(other => statistic(other) >= statistic(Observed))) / (Nulls.Count + 1);
}
