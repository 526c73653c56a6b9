using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// Runs alignment, features, embedding and clustering of a group again: on subsamples, with other seeds, or without each neuron. A unit
/// holds ten replicates, so that an interrupted validation goes on where it was.
/// </summary>
internal static class ReplicateStage
{
    /// <summary>Replicates in a unit.</summary>
    public const int BundleSize = 10;

    /// <summary>Which replicate a row is of: its number, or the neuron left out.</summary>
    public const string Name = "Replicate";

    /// <summary>The place of the synapse in the group, from 0.</summary>
    public const string Row = "Row";

    private static readonly ulong SeedPurpose = KeyedRandom.Purpose("validate/seed");

    // First: the first replicate of the unit. Count: how many; without a neuron: as many as the group has neurons.
    public sealed record Options(
        string Group,
        ReplicateKind Kind,
        int First,
        int Count,
        double Share,
        AlignMode Align,
        IReadOnlyList<FeatureRecipe> Features,
        EmbedSettings Embed,
        ClusterSettings Cluster,
        long Seed);

    public sealed record Inputs(Artifact<SynapseTable> Neighborhood);

    public sealed record Outputs(Artifact<Table> Replicates);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId(StageOf(options.Kind), Part(options.Group, options.First)),
        options,
        inputs,
        new Outputs(new($"validate/{options.Group}/replicates/{StageOf(options.Kind)}-{options.First:0000}.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    /// <summary>The stage of a kind.</summary>
    public static string StageOf(ReplicateKind kind) => kind switch
    {
        ReplicateKind.Subsample => "subsample",
        ReplicateKind.Seed => "reseed",
        ReplicateKind.WithoutNeuron => "leave-out",
        _ => throw new NotSupportedException($"There is no kind {kind}."),
    };

    /// <summary>The bundles that hold so many replicates: the first of each, and how many it has.</summary>
    public static IEnumerable<(int First, int Count)> Bundles(int count)
        => Enumerable.Range(0, Blocks.Count(count, BundleSize)).Select(bundle => (bundle * BundleSize, Math.Min(BundleSize, count - (bundle * BundleSize))));

    /// <summary>The name of a part of a group.</summary>
    public static string Part(string group, int first) => string.Create(CultureInfo.InvariantCulture, $"{group}-{first:0000}");

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable neighborhood = context.Read(context.Inputs.Neighborhood);
        GroupRows group = GroupRows.Of(neighborhood);
        ReplicateTable table = new();
        (string Name, int[] Kept, long Seed)[] replicates = group.Count == 0 ? [] : [.. ReplicatesOf(options, neighborhood, group)];
        for (int index = 0; index < replicates.Length; index++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Report(("replicates", (double)index / replicates.Length));
            (string name, int[] kept, long seed) = replicates[index];
            (int[] rows, FeatureClustering? clustering) = Fit(options, neighborhood, group, kept, seed, context.Execution());
            table.Add(name, rows, clustering);
        }

        context.Write(context.Outputs.Replicates, table.ToTable(options.Embed.EmbeddingDimension));
    }

    // The rows of the neighbourhood that stay.
    private static IEnumerable<(string Name, int[] Kept, long Seed)> ReplicatesOf(Options options, SynapseTable neighborhood, GroupRows group)
    {
        if (options.Kind == ReplicateKind.WithoutNeuron)
        {
            return group.Neurons(neighborhood).Select(neuron => (
                neuron,
                Enumerable.Range(0, neighborhood.Count).Where(row => neighborhood.Neurons[row] != neuron).ToArray(),
                options.Seed));
        }

        return Enumerable.Range(options.First, options.Count).Select(replicate => (
            replicate.ToString(CultureInfo.InvariantCulture),
            options.Kind == ReplicateKind.Subsample
                ? Subsample.Draw(neighborhood.Count, options.Share, options.Seed, replicate)
                : [.. Enumerable.Range(0, neighborhood.Count)],
            (long)(KeyedRandom.At(options.Seed, SeedPurpose, (ulong)options.Kind, (ulong)replicate).NextUInt64() >> 1)));
    }

    /// <summary>The whole chain on what stays; null where too little stays to cluster.</summary>
    private static (int[] Rows, FeatureClustering? Clustering) Fit(
        Options options, SynapseTable neighborhood, GroupRows group, int[] kept, long seed, Execution execution)
    {
        NeuronAlignment alignment = RefitFold.Align(neighborhood.Rows(kept), options.Align);
        HashSet<int> stays = [.. kept];
        int[] rows = [.. Enumerable.Range(0, group.Count).Where(row => stays.Contains(group.Rows[row]) && alignment.Knows(neighborhood.Neurons[group.Rows[row]]))];
        if (rows.Length < GroupSize.FewestFor(options.Embed))
        {
            return (rows, null);
        }

        SynapseTable synapses = neighborhood.Rows(Array.ConvertAll(rows, row => group.Rows[row]));
        FeatureSpace space = FeatureSpace.Fit(alignment, synapses, options.Features);
        ClusterSettings whole = options.Cluster.For(group.Count);
        return (rows, FeatureClustering.Fit(
            space.Transform(synapses),
            EmbedStage.OptionsOf(options.Embed, seed),
            FeatureClustering.Scaled(ClusterStage.OptionsOf(whole), (double)rows.Length / group.Count),
            execution));
    }
}
