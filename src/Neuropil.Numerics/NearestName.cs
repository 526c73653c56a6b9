namespace Neuropil.Numerics;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    // Longer names are not compared: the work grows with the square of the length.
    private const int LongestCompared = 100;

    /// <summary>The candidate with the fewest edits, case, spaces, underscores and dashes aside; null where none is near. Ties: the earlier one.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string bare = Bare(name);
        (string? Name, int Edits) closest = (null, Math.Max(2, (bare.Length + 1) / 3) + 1);
        foreach (string candidate in candidates)
        {
            string other = Bare(candidate);
            if (Math.Max(bare.Length, other.Length) <= LongestCompared && Math.Abs(bare.Length - other.Length) < closest.Edits
                && EditDistance(bare, other) is int edits && edits < Math.Min(closest.Edits, bare.Length))
            {
                closest = (candidate, edits);
            }
        }

        return closest.Name;
    }

    private static string Bare(string name)
        => string.Concat(name.Where(letter => letter is not ('_' or '-') && !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <summary>Insertions, deletions and replacements (Levenshtein 1966).</summary>
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
