using System.Globalization;

namespace Neuropil.Cli;

/// <summary>Lists of integers as they are typed.</summary>
internal static class IntegerList
{
    /// <summary>The most integers of one list.</summary>
    public const int Most = 10_000;

    /// <summary>5,10,15 or 5-25 or 5-25:5, each integer once, in the order given; null where it is none of them.</summary>
    public static int[]? Parse(string text)
    {
        List<int> values = [];
        foreach (string part in text.Split(','))
        {
            if (Range(part.Trim()) is not (int first, int last, int step) || ((long)last - first) / step >= Most - values.Count)
            {
                return null;
            }

            for (long value = first; value <= last; value += step)
            {
                values.Add((int)value);
            }
        }

        return [.. values.Distinct()];
    }

    private static (int First, int Last, int Step)? Range(string text)
    {
        string[] stepped = text.Split(':');
        string[] ends = stepped[0].Split('-');
        return ends.Length <= 2 && stepped.Length <= ends.Length
            && Number(ends[0]) is int first && Number(ends[^1]) is int last && last >= first
            && (stepped.Length == 1 ? 1 : Number(stepped[1])) is int step && step >= 1
            ? (first, last, step)
            : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
