using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Neuropil.Numerics;

/// <summary>
/// Guards for options and arguments. Each states what must hold, so that NaN fails; nothing is clamped in silence.
/// The message names the parameter, the value that came and what was expected.
/// </summary>
public static class Require
{
    /// <summary>The value, if it is at least <paramref name="least"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less, or not a number.</exception>
    public static T AtLeast<T>(T value, T least, [CallerMemberName] string name = "")
        where T : INumber<T>
        => value >= least ? value : throw OutOfRange(name, value, $"at least {Text(least)}");

    /// <summary>The value, if it is more than <paramref name="bound"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not, or not a number.</exception>
    public static T MoreThan<T>(T value, T bound, [CallerMemberName] string name = "")
        where T : INumber<T>
        => value > bound ? value : throw OutOfRange(name, value, $"more than {Text(bound)}");

    /// <summary>The value, if it lies from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not, or is not a number.</exception>
    public static T Between<T>(T value, T least, T most, [CallerMemberName] string name = "")
        where T : INumber<T>
        => value >= least && value <= most ? value : throw OutOfRange(name, value, $"from {Text(least)} to {Text(most)}");

    /// <summary>The value, if it is more than <paramref name="bound"/> and at most <paramref name="most"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not, or not a number.</exception>
    public static T MoreThanUpTo<T>(T value, T bound, T most, [CallerMemberName] string name = "")
        where T : INumber<T>
        => value > bound && value <= most ? value : throw OutOfRange(name, value, $"more than {Text(bound)} and at most {Text(most)}");

    /// <summary>The value, if it is neither infinite nor NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public static double Finite(double value, [CallerMemberName] string name = "")
        => double.IsFinite(value) ? value : throw OutOfRange(name, value, "a finite number");

    /// <summary>The value, if it is one of the enumeration's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T Defined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum
        => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; expected one of {string.Join(", ", Enum.GetNames<T>())}.");

    private static ArgumentOutOfRangeException OutOfRange<T>(string name, T value, string expected)
        where T : INumber<T>
        => new(name, value, $"{name} is {Text(value)}; expected {expected}.");

    private static string Text<T>(T value)
        where T : INumber<T>
        => value.ToString(null, CultureInfo.InvariantCulture);
}
