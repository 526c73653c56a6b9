namespace Neuropil.Numerics;

/// <summary>Numbers lie so far apart that the distance of their rows leaves the range of numbers. Names the column that is to blame, and a value.</summary>
public sealed class DistanceOverflowException : ArgumentException
{
    internal DistanceOverflowException(string name, int row, int column, double value, string why)
        : base(
            FormattableString.Invariant(
                $"{name}, row {row}, column {column} (counted from 0) is {value}: {why}. Rescale the column, or leave the row out."),
            name)
    {
        Row = row;
        Column = column;
        Value = value;
    }

    /// <summary>Row of the value, from 0.</summary>
    public int Row { get; }

    /// <summary>Column of the value, from 0.</summary>
    public int Column { get; }

    /// <summary>The value.</summary>
    public double Value { get; }
}
