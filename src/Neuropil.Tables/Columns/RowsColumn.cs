using CsvHelper;

namespace Neuropil.Tables;

/// <summary>Another column's cells under a name of its own: all of them, or those of some rows; row −1 is blank.</summary>
internal sealed class RowsColumn(string name, TableColumn column, int[]? rows) : TableColumn(name, rows?.Length ?? column.Length)
{
    private static readonly CellFault Blank = CellReading.Fault(CellKind.Blank, []);

    internal override MissingCodes Missing => column.Missing;

    /// <summary>A whole number cannot be blank, so a column that may have blank rows is none.</summary>
    internal override StoredKind Stored => column.Stored == StoredKind.Integer && rows is not null && Array.IndexOf(rows, -1) >= 0 ? StoredKind.Number : column.Stored;

    public override CellKind Kind(int row) => At(row) is var place && place < 0 ? CellKind.Blank : column.Kind(place);

    public override string Text(int row) => At(row) is var place && place < 0 ? string.Empty : column.Text(place);

    public override bool IsMissing(int row) => At(row) is var place && (place < 0 || column.IsMissing(place));

    public override bool TryNumber(int row, out double value)
    {
        int place = At(row);
        if (place >= 0)
        {
            return column.TryNumber(place, out value);
        }

        value = double.NaN;
        return true;
    }

    public override double Number(int row, out CellFault? fault)
    {
        int place = At(row);
        if (place >= 0)
        {
            return column.Number(place, out fault);
        }

        fault = Blank;
        return double.NaN;
    }

    public override string Identity(int row, out CellFault? fault)
    {
        int place = At(row);
        if (place >= 0)
        {
            return column.Identity(place, out fault);
        }

        fault = Blank;
        return string.Empty;
    }

    internal override void WriteField(CsvWriter writer, int row)
    {
        int place = At(row);
        if (place >= 0)
        {
            column.WriteField(writer, place);
        }
        else
        {
            writer.WriteField(string.Empty);
        }
    }

    private int At(int row) => rows is null ? row : rows[row];
}
