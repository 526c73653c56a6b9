using System.Globalization;
using System.Text;
using CsvHelper;

namespace Neuropil.Tables;

/// <summary>Whole numbers of 64 bits, to the last digit.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">The numbers; those beyond 2^63 as their bits.</param>
/// <param name="absent">Which are missing; null: none.</param>
/// <param name="count">Number of cells.</param>
/// <param name="isUnsigned">Whether the bits are unsigned numbers.</param>
/// <param name="missing">What stands for a missing value.</param>
internal sealed class LongColumn(string name, long[] values, bool[]? absent, int count, bool isUnsigned, MissingCodes missing) : TableColumn(name, count)
{
    internal override MissingCodes Missing => missing;

    internal override StoredKind Stored => isUnsigned ? StoredKind.Unsigned : StoredKind.Long;

    public override CellKind Kind(int row) => IsAbsent(row) ? CellKind.Blank : CellKind.Number;

    public override string Text(int row) => IsAbsent(row) ? string.Empty : Exact(row);

    public override bool IsMissing(int row) => IsAbsent(row) || missing.Contains(Value(row));

    public override bool TryNumber(int row, out double value)
    {
        value = IsAbsent(row) ? double.NaN : Value(row);
        return true;
    }

    public override double Number(int row, out CellFault? fault)
    {
        fault = IsMissing(row) ? CellReading.Fault(CellKind.Number, Encoding.UTF8.GetBytes(Text(row))) : null;
        return fault is null ? Value(row) : double.NaN;
    }

    public override string Identity(int row, out CellFault? fault)
    {
        fault = IsMissing(row) ? CellReading.Fault(CellKind.Number, Encoding.UTF8.GetBytes(Text(row))) : null;
        return fault is null ? Exact(row) : string.Empty;
    }

    internal override void WriteField(CsvWriter writer, int row)
    {
        if (IsAbsent(row))
        {
            writer.WriteField(string.Empty);
        }
        else if (isUnsigned)
        {
            writer.WriteField((ulong)values[row]);
        }
        else
        {
            writer.WriteField(values[row]);
        }
    }

    private bool IsAbsent(int row) => absent is not null && absent[row];

    private double Value(int row) => isUnsigned ? (ulong)values[row] : values[row];

    private string Exact(int row) => isUnsigned ? ((ulong)values[row]).ToString(CultureInfo.InvariantCulture) : values[row].ToString(CultureInfo.InvariantCulture);
}
