namespace Neuropil.Numerics;

/// <summary>Finds the name that was probably meant, for messages. Case, white space, underscores and dashes do not count.</summary>
/// <remarks>Edits are insertions, deletions and replacements (Levenshtein 1966). Of equally near names the earlier one is taken.</remarks>
public static class NearestName
{
    // Longer names are not compared: the work grows with the square of the length, and a name may come from a file.
    private const int LongestCompared = 100;

    /// <summary>The candidate with the fewest edits; null where none is near: at most a third of the name's letters, two at least, but not all.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        (string? nearest, int edits) = Closest(name, candidates);
        int length = Bare(name).Length;
        return edits <= Math.Max(2, (length + 1) / 3) && edits < length ? nearest : null;
    }

    /// <summary>The candidate with the fewest edits, however far, and how many; null where there is none of up to 100 letters.</summary>
    public static (string? Name, int Edits) Closest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string bare = Bare(name);
        (string? Name, int Edits) closest = (null, int.MaxValue);
        foreach (string candidate in candidates)
        {
            string other = Bare(candidate);
            if (Math.Max(bare.Length, other.Length) <= LongestCompared
                && Math.Abs(bare.Length - other.Length) < closest.Edits
                && EditDistance(bare, other) is int edits && edits < closest.Edits)
            {
                closest = (candidate, edits);
            }
        }

        return closest;
    }

    /// <summary>The nearest name as part of a sentence, <c> (the nearest is 'x')</c>, or nothing.</summary>
    public static string Suggestion(string name, IEnumerable<string> candidates)
        => Of(name, candidates) is string nearest ? $" (the nearest is '{nearest}')" : string.Empty;

    private static string Bare(string name)
        => string.Concat(name.Where(letter => letter is not ('_' or '-') && !char.IsWhiteSpace(letter))).ToUpperInvariant();

    private static int EditDistance(string first, string second)
    {
        int[] previous = [.. Enumerable.Range(0, second.Length + 1)];
        int[] current = new int[second.Length + 1];
        for (int row = 1; row <= first.Length; row++)
        {
            current[0] = row;
            for (int column = 1; column <= second.Length; column++)
            {
                int replaced = previous[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[second.Length];
    }
}
