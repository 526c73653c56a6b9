using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>A condition cannot be read or used. The message shows the place under the condition, what came and what was expected.</summary>
public sealed class ConditionException : FormatException
{
    /// <summary>An exception about a place in a condition.</summary>
    /// <param name="condition">The condition as it was written.</param>
    /// <param name="place">The place in it, from 0.</param>
    /// <param name="found">What came.</param>
    /// <param name="expected">What was expected.</param>
    public ConditionException(string condition, int place, string found, string expected)
        : base(Describe(condition, place, found, expected))
    {
        Condition = condition;
        Place = place;
    }

    /// <summary>The condition as it was written.</summary>
    public string Condition { get; }

    /// <summary>The place in it, from 0.</summary>
    public int Place { get; }

    private static string Describe(string condition, int place, string found, string expected)
    {
        const int Before = 60;
        const int After = 60;
        int start = Math.Max(0, place - Before);
        int end = Math.Min(condition.Length, place + After);
        string before = (start > 0 ? "…" : string.Empty) + ForeignText.Escaped(condition[start..place]);
        string after = ForeignText.Escaped(condition[place..end]) + (end < condition.Length ? "…" : string.Empty);
        return $"the condition cannot be used: {found}; expected {expected}\n  {before}{after}\n  {new string(' ', before.Length)}^";
    }
}
