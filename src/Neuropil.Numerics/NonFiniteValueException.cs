using System.Globalization;

namespace Neuropil.Numerics;

/// <summary>A table holds NaN, infinity or a number too large for what follows. Names the first such cell.</summary>
public sealed class NonFiniteValueException(string name, int row, int column, double value, string expected = "a finite number")
    : ArgumentException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, row {row}, column {column} (counted from 0) is {value}; expected {expected}. Correct the value or leave the row out."),
        name)
{
    /// <summary>Row of the value, from 0.</summary>
    public int Row { get; } = row;

    /// <summary>Column of the value, from 0.</summary>
    public int Column { get; } = column;

    /// <summary>NaN, an infinity, or a number too large.</summary>
    public double Value { get; } = value;

    /// <summary>What was expected instead, as part of a sentence.</summary>
    public string Expected { get; } = expected;
}
