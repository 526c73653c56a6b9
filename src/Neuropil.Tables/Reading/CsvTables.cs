using CsvHelper;

namespace Neuropil.Tables;

/// <summary>Reads and writes whole tables as CSV.</summary>
internal static class CsvTables
{
    public static CsvWriterOptions WriterOptions { get; } = new() { NewLine = "\n", BufferSize = 1 << 20 };

    public static Table ReadAll(RowSource rows, string path)
    {
        IReadOnlyList<string> header = rows.ReadHeader()
            ?? throw FileInspection.Problem(path, "has no header row", "a header row, then one row each", "Save the table again.");
        ProblemCollector problems = new(path, null);
        HeaderChecks.Duplicates(header, problems);
        problems.ThrowIfAny();
        ColumnBuilder[] columns = [.. header.Select(_ => new ColumnBuilder())];
        while (rows.Read())
        {
            if (rows.FieldCount == 1 && header.Count > 1 && rows.IsBlankRow())
            {
                continue;
            }

            if (rows.FieldCount != header.Count)
            {
                HeaderChecks.FieldCount(rows, header.Count, problems);
                continue;
            }

            for (int column = 0; column < columns.Length; column++)
            {
                columns[column].Add(rows[column].Text);
            }
        }

        problems.ThrowIfAny();
        return Table.Of(header.Select((name, column) => columns[column].Finish(name, ColumnReading.Usual)), path);
    }
}
