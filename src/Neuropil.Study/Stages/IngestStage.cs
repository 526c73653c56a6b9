using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Reads and checks tables; leaves their synapses, positions from the origin in µm.</summary>
internal static class IngestStage
{
    private const string NewStage = "ingest-new";
    private const int ManyNew = 500_000;

    /// <summary>How the tables are read. Tails are what locations say beyond which files they are.</summary>
    public sealed record Options(SynapseColumns Columns, string? Sheet, string? HeaderRow, string Tail, IReadOnlyList<JoinOptions> Joins);

    /// <summary>How another table is joined.</summary>
    public sealed record JoinOptions(string Name, string Tail, string Rest);

    public sealed record Inputs(TableInputs Tables, FileInput? Exclusions);

    public sealed record Outputs(Artifact<SynapseTable> Synapses);

    public static Unit<Outputs> Historical(StudySettings settings) => Create(
        new UnitId("ingest"), settings, settings.Data.Historical, Remedy(settings), ExclusionsOf(settings.Data), "ingest/synapses.csv");

    public static Unit<Outputs> New(StudySettings settings) => Create(
        new UnitId(NewStage), settings, settings.Data.New.Location!, $"Name the table with --new=FILE or as New in [Data] of {settings.File}.", exclusions: null, "ingest/new-synapses.csv");

    /// <summary>What to do when the study's table is missing.</summary>
    public static string Remedy(StudySettings settings) => $"Name the table with --data=FILE or as Historical in [Data] of {settings.File}.";

    /// <summary>The list of what the user leaves out.</summary>
    public static FileInput? ExclusionsOf(StudyData data)
        => data.Exclusions is null ? null : new(data.Exclusions, Optional: !data.ExclusionsMustExist, Remedy: "Name the list with --Data_Exclusions=FILE or as Exclusions in [Data], or leave it out.");

    public static ExclusionList Read(UnitContext context, FileInput? exclusions, SynapseColumns columns)
    {
        if (!context.Has(exclusions))
        {
            return ExclusionList.Empty;
        }

        using TableSource source = TableSource.Open(new TableRequest(context.PathOf(exclusions!)));
        return ExclusionList.Of(source.Read(), columns);
    }

    private static Unit<Outputs> Create(UnitId id, StudySettings settings, string location, string remedy, FileInput? exclusions, string published) => Unit.Of(
        id,
        new Options(
            settings.Schema.Columns,
            settings.Data.Sheet,
            settings.Data.HeaderRow,
            TableFiles.TailOf(location),
            [.. settings.Data.Joins.Select(join => new JoinOptions(join.Name, TableFiles.TailOf(join.Location), join.Rest))]),
        new Inputs(TableInputs.Of(location, settings.Data.Joins, remedy), exclusions),
        new Outputs(new(published, StudyCodecs.Synapses)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        TableRequest request = new(context.Inputs.Tables.Table.Location(context, options.Tail))
        {
            Sheet = options.Sheet is null ? SheetChoice.First : SheetChoice.Parse(options.Sheet),
            Header = options.HeaderRow is null ? HeaderRows.Auto : HeaderRows.Parse(options.HeaderRow),
            Joins =
            [
                .. options.Joins.Select(join => TableJoin.Parse(join.Name, $"{context.Inputs.Tables.Joined[join.Name].Location(context, join.Tail)} {join.Rest}")),
            ],
        };
        SynapseTable table = SynapseReader.Read(
            SynapseReader.Request(request, options.Columns), options.Columns, Read(context, context.Inputs.Exclusions, options.Columns), context.Execution());
        foreach (string note in table.Notes)
        {
            context.Note(note);
        }

        foreach (string warning in table.Warnings)
        {
            context.Warn(warning);
        }

        if (context.Id.Stage == NewStage && table.Count >= ManyNew)
        {
            context.Note($"{table.Count} new synapses are held in memory as a whole here. neuropil predict assigns tables of any length with these models in constant memory (docs/large-tables.md).");
        }

        context.Write(context.Outputs.Synapses, table);
    }
}
