using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>Reads and checks a workbook; leaves its synapses relative to their somata, µm.</summary>
internal static class IngestStage
{
    public sealed record Options(string? Sheet);

    public sealed record Inputs(FileInput Workbook, FileInput? Exclusions);

    public sealed record Outputs(Artifact<SynapseTable> Synapses);

    public static Unit<Outputs> Historical(DataSettings data) => Create(
        new UnitId("ingest"), data, Workbook(data.Historical, "data", "Historical"), ExclusionsOf(data), "ingest/synapses.csv");

    public static Unit<Outputs> New(DataSettings data) => Create(
        new UnitId("ingest-new"), data, Workbook(data.New, "new", "New"), exclusions: null, "ingest/new-synapses.csv");

    /// <summary>The list of what the user leaves out; it need not exist.</summary>
    public static FileInput ExclusionsOf(DataSettings data) => new(data.Exclusions, Optional: true);

    public static ExclusionList Read(UnitContext context, FileInput? exclusions)
        => context.Has(exclusions) ? ExclusionList.Read(context.PathOf(exclusions!)) : ExclusionList.Empty;

    private static Unit<Outputs> Create(UnitId id, DataSettings data, FileInput workbook, FileInput? exclusions, string published) => Unit.Of(
        id,
        new Options(data.Sheet),
        new Inputs(workbook, exclusions),
        new Outputs(new(published, StudyCodecs.Synapses)),
        static (options, context) => Run(options, context));

    private static FileInput Workbook(string path, string argument, string key)
        => new(path, Remedy: $"Name the workbook with --{argument}=FILE or as {key} in [Data] of {StudySettings.FileName}.");

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable table = SynapseFile.Read(context.PathOf(context.Inputs.Workbook), options.Sheet, Read(context, context.Inputs.Exclusions));
        foreach (string note in table.Notes)
        {
            context.Note(note);
        }

        context.Write(context.Outputs.Synapses, table);
    }
}
