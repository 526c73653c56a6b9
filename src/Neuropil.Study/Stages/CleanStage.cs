using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Leaves out what the user excluded and gross outliers in area; tells what and why.</summary>
internal static class CleanStage
{
    public sealed record Inputs(Artifact<SynapseTable> Synapses, FileInput Exclusions);

    public sealed record Outputs(Artifact<SynapseTable> Clean, Artifact<Table> Removed, Artifact<AreaBounds> Bounds);

    public static Unit<Outputs> Create(CleanSettings settings, Inputs inputs) => Unit.Of(
        new UnitId("clean"),
        settings,
        inputs,
        new Outputs(
            new("clean/clean.csv", StudyCodecs.Synapses),
            new("clean/removed.csv", StudyCodecs.Table),
            new("clean/bounds.json", StudyCodecs.Bounds)),
        static (settings, context) => Run(settings, context));

    private static void Run(CleanSettings settings, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable table = context.Read(context.Inputs.Synapses);
        ExclusionList exclusions = IngestStage.Read(context, context.Inputs.Exclusions);
        CleanSynapses clean = SynapseCleaner.Clean(table.Synapses, exclusions, settings.InterquartileFactor);
        foreach (string note in clean.Notes)
        {
            context.Note(note);
        }

        if (clean.Removed.Count > 0)
        {
            context.Note($"{clean.Removed.Count} of {table.Synapses.Count} synapses are left out; clean/removed.csv says why.");
        }

        context.Write(context.Outputs.Clean, table with { Synapses = clean.Kept });
        context.Write(context.Outputs.Removed, SynapseTableFile.ToTable(
            [.. clean.Removed.Select(removed => removed.Synapse)],
            table,
            TableColumn.Texts("Reason", [.. clean.Removed.Select(removed => removed.Reason)])));
        context.Write(context.Outputs.Bounds, clean.Bounds);
    }
}
