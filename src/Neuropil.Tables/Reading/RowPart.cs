using System.Globalization;
using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>One sheet or text file, read row by row.</summary>
internal sealed class RowPart : TablePart
{
    private readonly Func<RowSource> open;
    private readonly TableRequest request;
    private readonly string file;
    private readonly string? sheet;
    private readonly bool decimalComma;
    private readonly List<string> notes;
    private readonly ProblemCollector problems;
    private readonly int headerLine;
    private readonly bool hasRowNames;
    private RowSource? rows;
    private bool isLatin;
    private bool isUnicode;
    private int blankRows;
    private int firstBlank;
    private int pendingBlanks;
    private int hiddenRows;

    /// <summary>Opens the part and finds its header.</summary>
    public RowPart(Func<RowSource> open, TableRequest request, string file, string? sheet, bool decimalComma, List<string> notes)
    {
        this.open = open;
        this.request = request;
        this.file = file;
        this.sheet = sheet;
        this.decimalComma = decimalComma;
        this.notes = notes;
        problems = new ProblemCollector(file, sheet);
        using RowSource top = open();
        List<(int Line, string[] Cells)> head = TopOf(top);
        Header = HeaderFinder.Find(head, request.Header, request.Named, file, sheet, isText: top.IsRagged);
        headerLine = Header.LastLine;
        int index = head.FindIndex(row => row.Line == headerLine);
        if (index >= 0 && top.IsRagged && head.Count > index + 1)
        {
            hasRowNames = HasRowNames(open, headerLine, Header.ColumnCount);
            if (hasRowNames)
            {
                Header = Header.WithRowNames();
                Note($"the header is one name short, as R writes it: the first column is called '{Header.Names[0]}'");
            }
        }

        foreach (string note in Header.Notes)
        {
            Note(note);
        }
    }

    public override TableHeader Header { get; }

    public override Table? Read(IReadOnlySet<string> wanted, int rowCount, CancellationToken cancellation)
    {
        if (rows is null)
        {
            rows = open();
            while (rows.Line < headerLine && rows.Read())
            {
            }
        }

        int[] places = [.. Enumerable.Range(0, Header.ColumnCount).Where(column => wanted.Contains(Header.Names[column]))];
        ColumnBuilder[] builders = [.. places.Select(_ => new ColumnBuilder())];
        RowPlaces found = new();
        long bytes = 0;
        while (found.Count < rowCount && bytes < ChunkBytes && rows.Read())
        {
            if ((rows.Line & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (rows.IsBlankRow())
            {
                firstBlank = pendingBlanks + blankRows == 0 ? rows.Line : firstBlank;
                pendingBlanks++;
                continue;
            }

            blankRows += pendingBlanks;
            pendingBlanks = 0;
            if (rows.IsRagged && rows.FieldCount != Header.ColumnCount)
            {
                WrongLength();
                continue;
            }

            hiddenRows += rows.IsHidden ? 1 : 0;
            found.Add(file, sheet, rows.Line);
            for (int column = 0; column < places.Length; column++)
            {
                bytes += Add(builders[column], rows[places[column]], places[column]);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        problems.ThrowIfAny();
        if (found.Count == 0)
        {
            TellRows();
            return null;
        }

        return Table.Of(
            places.Select((place, column) => builders[column].Finish(Header.Names[place], new ColumnReading(request.MissingOf(Header.Names[place]), decimalComma))),
            file,
            found);
    }

    protected override void Dispose(bool disposing) => rows?.Dispose();

    private int Add(ColumnBuilder builder, Cell cell, int column)
    {
        if (cell.Kind == CellKind.Text)
        {
            ReadOnlySpan<byte> text = cell.Text;
            if (text.Length > TableLimits.CellBytes)
            {
                throw new TableException(new TableProblem(
                    file,
                    string.Create(CultureInfo.InvariantCulture, $"{ForeignText.Shown(Header.Names[column])} holds {text.Length} bytes in one cell"),
                    string.Create(CultureInfo.InvariantCulture, $"at most {TableLimits.CellBytes} bytes"),
                    "Look for a quote that is not closed, or shorten the cell.")
                { Sheet = sheet, Row = rows!.Line, Column = Header.Names[column] });
            }

            if (Ascii.IsValid(text))
            {
                builder.Add(CellKind.Text, text);
            }
            else
            {
                AddUnicode(builder, text);
            }

            return text.Length;
        }

        if (cell.Kind == CellKind.Number && cell.Text.IsEmpty)
        {
            Span<byte> number = stackalloc byte[40];
            cell.Number.TryFormat(number, out int length, default, CultureInfo.InvariantCulture);
            builder.Add(CellKind.Number, number[..length]);
            return length;
        }

        builder.Add(cell.Kind, cell.Text);
        return cell.Text.Length;
    }

    /// <summary>Bytes beyond ASCII: UTF-8, or Windows-1252 where they are none; a file that has both is refused.</summary>
    private void AddUnicode(ColumnBuilder builder, ReadOnlySpan<byte> text)
    {
        bool isValid = System.Text.Unicode.Utf8.IsValid(text);
        if (isValid ? isLatin : isUnicode)
        {
            throw new TableException(new TableProblem(
                file,
                "the row is not written in the encoding of the rows before it: some are UTF-8, some are not",
                "UTF-8 in the whole file",
                "Save the table as UTF-8, or as .xlsx.")
            { Sheet = sheet, Row = rows!.Line });
        }

        if (isValid)
        {
            isUnicode = true;
            builder.Add(CellKind.Text, text);
            return;
        }

        if (!isLatin)
        {
            isLatin = true;
            Note(string.Create(CultureInfo.InvariantCulture, $"row {rows!.Line} is not UTF-8: the file is read as Windows-1252 (Latin-1); save it as UTF-8 to be sure of every letter"));
        }

        builder.Add(CellKind.Text, Encoding.UTF8.GetBytes(Latin.Text(text)));
    }

    private void WrongLength()
    {
        int expected = Header.ColumnCount;
        bool endsBlank = rows!.FieldCount == expected + 1 && rows[expected].IsBlank;
        if (endsBlank && problems.Count == 0)
        {
            throw new TableException(new TableProblem(
                file,
                string.Create(CultureInfo.InvariantCulture, $"the row ends in a separator: it has {rows.FieldCount} fields, the last blank, and the header {expected}"),
                string.Create(CultureInfo.InvariantCulture, $"{expected} fields, as the header has"),
                "Take the separator away at the end of every row, or add one to the header.")
            { Row = rows.Line });
        }

        HeaderChecks.FieldCount(rows, expected, problems);
    }

    private void TellRows()
    {
        if (blankRows > 0)
        {
            Note(string.Create(CultureInfo.InvariantCulture, $"{blankRows} blank {(blankRows == 1 ? "row" : "rows")} skipped (the first: row {firstBlank})"));
        }

        if (hiddenRows > 0)
        {
            Note(string.Create(CultureInfo.InvariantCulture, $"{hiddenRows} {(hiddenRows == 1 ? "row is" : "rows are")} hidden in the workbook and were read like the others"));
        }
    }

    private void Note(string text) => notes.Add($"{ForeignText.Escaped(file)}{(sheet is null ? string.Empty : $", sheet '{ForeignText.Shown(sheet)}'")}: {text}.");

    private List<(int Line, string[] Cells)> TopOf(RowSource top)
    {
        List<(int, string[])> head = [];
        while (top.Line < TableLimits.RowsAboveHeader && top.Read())
        {
            string[] cells = new string[top.FieldCount];
            for (int column = 0; column < cells.Length; column++)
            {
                Cell cell = top[column];
                cells[column] = cell.Kind == CellKind.Text ? Latin.TextOf(cell.Text) : cell.ToString();
            }

            head.Add((top.Line, cells));
        }

        return head;
    }

    /// <summary>R writes row names without a name of their own: every row then has one field more, the first of them a name of the row, quoted or apart by tabs.</summary>
    private static bool HasRowNames(Func<RowSource> open, int headerLine, int columnCount)
    {
        using RowSource rows = open();
        int checkedRows = 0;
        while (checkedRows < 50 && rows.Read())
        {
            if (rows.Line <= headerLine || rows.IsBlankRow())
            {
                continue;
            }

            if (rows.FieldCount != columnCount + 1 || rows[0].IsBlank || rows[columnCount].IsBlank
                || (rows is CsvRows { Separator: (byte)',' } text && !text.Raw(0).StartsWith("\""u8)))
            {
                return false;
            }

            checkedRows++;
        }

        return checkedRows > 0;
    }
}
