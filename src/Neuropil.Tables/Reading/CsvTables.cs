using System.Globalization;
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
        Growing[] columns = [.. header.Select(_ => new Growing())];
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
        return Table.Of(header.Select((name, column) => columns[column].Finish(name)), path);
    }

    private sealed class Growing
    {
        private byte[] bytes = new byte[1024];
        private int[] ends = new int[256];
        private int count;
        private int length;

        public void Add(ReadOnlySpan<byte> field)
        {
            if ((long)length + field.Length > Array.MaxLength)
            {
                throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"A column holds more than {Array.MaxLength} bytes; split the table."));
            }

            while (length + field.Length > bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, 2L * bytes.Length));
            }

            if (count == ends.Length)
            {
                Array.Resize(ref ends, 2 * count);
            }

            field.CopyTo(bytes.AsSpan(length));
            length += field.Length;
            ends[count++] = length;
        }

        public TableColumn Finish(string name) => new TableColumn.ReadColumn(name, bytes, ends, count);
    }
}
