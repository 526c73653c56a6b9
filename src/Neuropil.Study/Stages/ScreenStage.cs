using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Leaves out what the user excluded, what lacks a feature, and gross outliers; tells what and why.</summary>
internal static class ScreenStage
{
    public sealed record Options(ScreenSettings Screen, SynapseColumns Columns, IReadOnlyList<FeatureRecipe> Features);

    public sealed record Inputs(Artifact<SynapseTable> Synapses, FileInput? Exclusions);

    public sealed record Outputs(Artifact<SynapseTable> Screened, Artifact<Table> Removed, Artifact<FeatureBounds> Bounds);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("screen"),
        options,
        inputs,
        new Outputs(
            new("screen/screened.csv", StudyCodecs.Synapses),
            new("screen/removed.csv", StudyCodecs.Table),
            new("screen/bounds.json", StudyCodecs.Bounds)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable table = context.Read(context.Inputs.Synapses);
        ExclusionList exclusions = IngestStage.Read(context, context.Inputs.Exclusions, options.Columns);
        ScreenedSynapses screened = SynapseScreen.Apply(table, options.Features, exclusions, options.Screen.InterquartileFactor);
        foreach (string warning in screened.Warnings)
        {
            context.Warn(warning);
        }

        if (screened.Removed.Length > 0)
        {
            context.Note($"{screened.Removed.Length} of {table.Count} synapses are left out; screen/removed.csv says why.");
        }

        context.Write(context.Outputs.Screened, screened.Removed.Length == 0 ? table : table.Rows(screened.Kept));
        context.Write(context.Outputs.Removed, SynapseTableFile.ToTable(
            table.Rows(screened.Removed), [.. options.Columns.Features.Select(feature => feature.Name)], TableColumn.Texts("Reason", screened.Reasons)));
        context.Write(context.Outputs.Bounds, screened.Bounds);
    }
}
