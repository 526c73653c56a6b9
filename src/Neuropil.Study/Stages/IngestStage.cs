using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>Reads and checks a workbook; leaves its synapses relative to their somata, µm.</summary>
internal static class IngestStage
{
    public const string Synapses = "synapses";
    public static readonly UnitId HistoricalId = new("ingest");
    public static readonly UnitId NewId = new("ingest-new");

    public static Unit Historical(StudySettings settings)
        => Unit(HistoricalId, settings, settings.Data.Historical, "data", "Historical", "ingest/synapses.csv") with
        {
            Inputs =
            [
                Workbook(settings.Data.Historical, "data", "Historical"),
                new FileInput("exclusions", settings.Data.Exclusions, Optional: true),
            ],
        };

    public static Unit New(StudySettings settings)
        => Unit(NewId, settings, settings.Data.New, "new", "New", "ingest/new-synapses.csv");

    private static Unit Unit(UnitId id, StudySettings settings, string path, string argument, string key, string published)
        => new()
        {
            Id = id,
            Options = new JsonObject { ["Sheet"] = settings.Data.Sheet },
            Inputs = [Workbook(path, argument, key)],
            Outputs = [new UnitOutput(Synapses, published)],
            Code = StageCode.Tables,
            Run = context => Run(context, settings.Data.Sheet, path),
        };

    private static FileInput Workbook(string path, string argument, string key)
        => new("workbook", path, Remedy: $"Name the workbook with --{argument}=FILE or as {key} in [Data] of {StudySettings.FileName}.");

    private static void Run(UnitContext context, string? sheet, string path)
    {
        ExclusionList exclusions = context.Id == HistoricalId ? Exclusions(context) : ExclusionList.Empty;
        SynapseTable table = SynapseFile.Read(path, sheet, exclusions);
        foreach (string note in table.Notes)
        {
            context.Note(note);
        }

        SynapseTableFile.ToTable(table.Synapses, table).WriteCsv(context.OutputPath(Synapses));
    }

    public static ExclusionList Exclusions(UnitContext context)
        => context.HasInput("exclusions") ? ExclusionList.Read(context.InputPath("exclusions")) : ExclusionList.Empty;
}
