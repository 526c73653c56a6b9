using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// What a UMAP fit computes. Immutable; a value out of range cannot be held. The names in brackets are umap-learn's, and the defaults
/// are its too.
/// </summary>
public sealed record UmapOptions
{
    /// <summary>The defaults.</summary>
    public static UmapOptions Default { get; } = new();

    /// <summary>
    /// Neighbours of each point that make up its local structure, the point itself counted [n_neighbors]; at least 2. Small values show
    /// detail, large ones the whole.
    /// </summary>
    public int NeighborCount { get; init => field = Require.AtLeast(value, 2); } = 15;

    /// <summary>Columns of the embedding [n_components]; 1 to 512.</summary>
    public int EmbeddingDimension { get; init => field = Require.Between(value, 1, 512); } = 2;

    /// <summary>How near points may lie in the embedding, in units of the embedding [min_dist]; 0 up to <see cref="Spread"/>.</summary>
    public double MinDistance { get; init => field = Require.AtLeast(Require.Finite(value), 0); } = 0.1;

    /// <summary>The scale of the embedding [spread]; 0.0001 to 10,000.</summary>
    public double Spread { get; init => field = Require.Between(value, 1e-4, 1e4); } = 1;

    /// <summary>Passes over the graph [n_epochs]; null: 500 up to 10,000 points, 200 above. 0 leaves the points where they start; at most 1,000,000.</summary>
    public int? EpochCount { get; init => field = value is null ? null : Require.Between(value.Value, 0, 1_000_000, nameof(EpochCount)); }

    /// <summary>Random other points that each attraction is weighed against [negative_sample_rate]; 0 to 1,000.</summary>
    public int NegativeSampleRate { get; init => field = Require.Between(value, 0, 1000); } = 5;

    /// <summary>1: an edge is as strong as either end says (fuzzy union); 0: as both say (intersection) [set_op_mix_ratio].</summary>
    public double SetOperationMixRatio { get; init => field = Require.Between(value, 0, 1); } = 1;

    /// <summary>How many nearest neighbours are taken as fully connected [local_connectivity]; at least 0, fractions interpolate.</summary>
    public double LocalConnectivity { get; init => field = Require.AtLeast(Require.Finite(value), 0); } = 1;

    /// <summary>Scales every step of the layout [learning_rate]; more than 0, at most 1,000.</summary>
    public double LearningRate { get; init => field = Require.MoreThanUpTo(value, 0, 1000); } = 1;

    /// <summary>Weight of repulsion against attraction [repulsion_strength]; 0 to 1,000,000.</summary>
    public double RepulsionStrength { get; init => field = Require.Between(value, 0, 1e6); } = 1;

    /// <summary>Distance between points [metric].</summary>
    public Metric Metric { get; init => field = Require.Defined(value); } = Metric.Euclidean;

    /// <summary>How neighbours are found; the default chooses by the table's size and width.</summary>
    public NeighborSearch NeighborSearch { get; init => field = Require.Defined(value); } = NeighborSearch.Auto;

    /// <summary>Where the layout starts [init].</summary>
    public UmapInitialization Initialization { get; init => field = Require.Defined(value); } = UmapInitialization.Spectral;

    /// <summary>Names the random draws [random_state]: the same seed gives the same bytes, on every machine and any number of threads.</summary>
    public long Seed { get; init; } = 42;

    internal int EpochsFor(int pointCount) => EpochCount ?? (pointCount <= 10_000 ? 500 : 200);

    /// <summary>Checks what hangs on more than one option.</summary>
    /// <exception cref="ArgumentException">MinDistance exceeds Spread.</exception>
    internal UmapOptions Checked()
        => MinDistance <= Spread
            ? this
            : throw new ArgumentException(
                FormattableString.Invariant($"MinDistance is {MinDistance}, more than Spread, {Spread}. Lower MinDistance or raise Spread."));
}
