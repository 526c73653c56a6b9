namespace Neuropil.Tables;

/// <summary>How a column's cells are to be understood.</summary>
/// <param name="Missing">What stands for a missing value.</param>
/// <param name="DecimalComma">Whether numbers are written with a decimal comma.</param>
internal sealed record ColumnReading(MissingCodes Missing, bool DecimalComma)
{
    public static ColumnReading Usual { get; } = new(MissingCodes.Usual, DecimalComma: false);
}
