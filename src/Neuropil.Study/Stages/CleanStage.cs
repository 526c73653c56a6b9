using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Leaves out what the user excluded and gross outliers in area; tells what and why.</summary>
internal static class CleanStage
{
    public const string Kept = "clean";
    public const string Removed = "removed";
    public const string Bounds = "bounds";
    public static readonly UnitId Id = new("clean");

    public static Unit Create(StudySettings settings)
        => new()
        {
            Id = Id,
            Options = new JsonObject { ["InterquartileFactor"] = settings.Clean.InterquartileFactor },
            Inputs =
            [
                new OutputInput("synapses", IngestStage.HistoricalId, IngestStage.Synapses),
                new FileInput("exclusions", settings.Data.Exclusions, Optional: true),
            ],
            Outputs =
            [
                new UnitOutput(Kept, "clean/clean.csv"),
                new UnitOutput(Removed, "clean/removed.csv"),
                new UnitOutput(Bounds, "clean/bounds.json"),
            ],
            Code = StageCode.Tables,
            Run = context => Run(context, settings.Clean.InterquartileFactor),
        };

    private static void Run(UnitContext context, double factor)
    {
        SynapseTable table = SynapseTableFile.Read(context.InputPath("synapses"));
        CleanSynapses clean = SynapseCleaner.Clean(table.Synapses, IngestStage.Exclusions(context), factor);
        foreach (string note in clean.Notes)
        {
            context.Note(note);
        }

        if (clean.Removed.Count > 0)
        {
            context.Note($"{clean.Removed.Count} of {table.Synapses.Count} synapses are left out; clean/removed.csv says why.");
        }

        SynapseTableFile.ToTable(clean.Kept, table).WriteCsv(context.OutputPath(Kept));
        SynapseTableFile.ToTable(
            [.. clean.Removed.Select(removed => removed.Synapse)],
            table,
            TableColumn.Texts("Reason", [.. clean.Removed.Select(removed => removed.Reason)])).WriteCsv(context.OutputPath(Removed));
        context.Save(Bounds, clean.Bounds.Save);
    }
}
