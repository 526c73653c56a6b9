namespace Neuropil.Report;

/// <summary>A score with its interval.</summary>
/// <param name="Value">The score; NaN where it is not known.</param>
/// <param name="Low">The interval's lower end; null without an interval.</param>
/// <param name="High">Its upper end.</param>
internal readonly record struct Score(double Value, double? Low = null, double? High = null)
{
    /// <summary>A score that is not known.</summary>
    public static Score Unknown { get; } = new(double.NaN);
}
