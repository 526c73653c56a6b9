using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>The units that validate a group.</summary>
internal static class ValidationUnits
{
    /// <summary>The stages, in their order.</summary>
    public static IReadOnlyList<string> Stages { get; } =
    [
        .. Enum.GetValues<ReplicateKind>().Select(ReplicateStage.StageOf),
        .. Enum.GetValues<NullKind>().Select(NullStage.StageOf),
        "validate",
    ];

    /// <summary>Replicates, nulls, and the verdicts on them.</summary>
    public static IReadOnlyList<Unit> Of(
        StudySettings settings,
        GroupSettings group,
        Artifact<SynapseTable> neighborhood,
        Artifact<GroupTable> features,
        Artifact<Tables.Table> clusters,
        Artifact<HdbscanModel?> hdbscan)
    {
        ValidateSettings validate = settings.Validate;
        Unit<ReplicateStage.Outputs>[] subsamples = [.. ReplicateStage.Bundles(validate.SubsampleCount).Select(bundle => Replicates(ReplicateKind.Subsample, bundle))];
        Unit<ReplicateStage.Outputs>[] seeds = [.. ReplicateStage.Bundles(validate.SeedCount).Select(bundle => Replicates(ReplicateKind.Seed, bundle))];
        Unit<ReplicateStage.Outputs> without = Replicates(ReplicateKind.WithoutNeuron, (0, 0));
        Unit<NullStage.Outputs>[] permuted = [.. ReplicateStage.Bundles(validate.NullCount).Select(bundle => Nulls(NullKind.Permuted, bundle))];
        Unit<NullStage.Outputs>[] population = [.. ReplicateStage.Bundles(validate.NullCount).Select(bundle => Nulls(NullKind.OnePopulation, bundle))];
        Unit verdicts = ValidateStage.Create(
            new(group.Name, settings.Seed),
            new(
                features,
                clusters,
                hdbscan,
                ByPart(subsamples, unit => unit.Outputs.Replicates),
                ByPart(seeds, unit => unit.Outputs.Replicates),
                without.Outputs.Replicates,
                ByPart(permuted, unit => unit.Outputs.Statistics),
                ByPart(population, unit => unit.Outputs.Statistics)));
        return [.. subsamples, .. seeds, without, .. permuted, .. population, verdicts];

        Unit<ReplicateStage.Outputs> Replicates(ReplicateKind kind, (int First, int Count) bundle) => ReplicateStage.Create(
            new(group.Name, kind, bundle.First, bundle.Count, validate.Share, settings.Schema.Align, settings.Schema.Features, group.Embed, group.Cluster, settings.Seed),
            new(neighborhood));

        Unit<NullStage.Outputs> Nulls(NullKind kind, (int First, int Count) bundle) => NullStage.Create(
            new(group.Name, kind, bundle.First, bundle.Count, group.Embed, group.Cluster, settings.Seed), new(features));
    }

    private static ByName<Artifact<Tables.Table>> ByPart<TUnit>(IEnumerable<TUnit> units, Func<TUnit, Artifact<Tables.Table>> table)
        where TUnit : Unit
        => new(units.Select(unit => (unit.Id.Group!, table(unit))));
}
