using CsvHelper;

namespace Neuropil.Tables;

/// <summary>A column as it was read: texts in UTF-8, end to end, and what each cell is, where the format tells.</summary>
/// <param name="name">The column's name.</param>
/// <param name="bytes">The cells' texts, one after another; a number as short as it can be read back, an integer to the last digit.</param>
/// <param name="ends">Where each cell ends.</param>
/// <param name="kinds">What each cell holds; null: text, or nothing.</param>
/// <param name="length">Number of cells.</param>
/// <param name="reading">How the column's cells are to be understood.</param>
internal sealed class CellColumn(string name, byte[] bytes, int[] ends, CellKind[]? kinds, int length, ColumnReading reading) : TableColumn(name, length)
{
    internal override MissingCodes Missing => reading.Missing;

    public override CellKind Kind(int row) => kinds is null ? Field(row).IsEmpty ? CellKind.Blank : CellKind.Text : kinds[row];

    public override string Text(int row) => Utf8Text.ToText(Field(row));

    public override bool IsMissing(int row)
        => Kind(row) switch
        {
            CellKind.Blank => true,
            CellKind.Number or CellKind.Text => reading.Missing.Contains(Utf8Text.Trim(Field(row))),
            _ => false,
        };

    public override bool TryNumber(int row, out double value)
    {
        if (kinds is null || kinds[row] is CellKind.Number or CellKind.Text or CellKind.Blank)
        {
            return TableNumber.TryParse(Field(row), reading.DecimalComma && Kind(row) == CellKind.Text, out value);
        }

        value = double.NaN;
        return false;
    }

    public override double Number(int row, out CellFault? fault) => CellReading.Number(Kind(row), Field(row), reading.DecimalComma, reading.Missing, out fault);

    public override string Identity(int row, out CellFault? fault) => CellReading.Name(Kind(row), Field(row), reading.Missing, out fault);

    internal override void WriteField(CsvWriter writer, int row) => writer.WriteField(Field(row));

    private ReadOnlySpan<byte> Field(int row)
    {
        int start = row == 0 ? 0 : ends[row - 1];
        return bytes.AsSpan(start, ends[row] - start);
    }
}
