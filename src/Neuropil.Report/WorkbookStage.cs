using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>The main tables as one workbook for readers of spreadsheets, a sheet each, and a sheet that says what the columns mean.</summary>
internal static class WorkbookStage
{
    /// <param name="Features">The features, in order.</param>
    /// <param name="Groups">The groups, in order.</param>
    public sealed record Options(IReadOnlyList<string> Features, IReadOnlyList<string> Groups);

    public sealed record Inputs(Artifact<Table> Clusters, Artifact<Table>? Predictions, Artifact<Table>? Wide, Artifact<Table> Removed, Artifact<Table>? Flagged);

    public sealed record Outputs(Artifact<byte[]> Workbook);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("workbook"),
        options,
        inputs,
        new Outputs(new("report/study.xlsx", Codecs.Bytes, locked: false)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        (string Name, Artifact<Table>? Table)[] tables =
        [
            ("Synapses", context.Inputs.Clusters), ("New synapses", context.Inputs.Predictions), ("New by synapse", context.Inputs.Wide), ("Left out", context.Inputs.Removed), ("New beyond bounds", context.Inputs.Flagged),
        ];
        IReadOnlyDictionary<string, string> meanings = ColumnMeanings.Of(options.Features, options.Groups);
        List<WorkbookSheet> sheets = [];
        foreach ((string name, Artifact<Table>? input) in tables)
        {
            if (input is null)
            {
                continue;
            }

            Table table = context.Read(input);
            if (table.RowCount >= WorkbookWriter.MostRows)
            {
                context.Warn($"{name} has {table.RowCount} rows, more than a sheet holds: the workbook has the first {WorkbookWriter.MostRows - 1}; the CSV has all.");
                table = table.Take([.. Enumerable.Range(0, WorkbookWriter.MostRows - 1)]);
            }

            sheets.Add(new WorkbookSheet(name, table) { Meanings = meanings });
        }

        string path = Path.GetTempFileName();
        try
        {
            WorkbookWriter.Write(path, sheets);
            context.Write(context.Outputs.Workbook, File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
