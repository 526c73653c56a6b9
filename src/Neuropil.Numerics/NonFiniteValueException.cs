using System.Globalization;

namespace Neuropil.Numerics;

/// <summary>A table holds NaN or infinity where a finite number belongs. Names the first such cell.</summary>
public sealed class NonFiniteValueException(string name, int row, int column, double value)
    : ArgumentException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, row {row}, column {column} (counted from 0) is {value}; expected a finite number. Correct the value or leave the row out."),
        name)
{
    /// <summary>Row of the value, from 0.</summary>
    public int Row { get; } = row;

    /// <summary>Column of the value, from 0.</summary>
    public int Column { get; } = column;

    /// <summary>NaN or an infinity.</summary>
    public double Value { get; } = value;
}
