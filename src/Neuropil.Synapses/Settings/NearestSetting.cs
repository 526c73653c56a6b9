namespace Neuropil.Synapses;

/// <summary>The name somebody probably meant.</summary>
internal static class NearestSetting
{
    /// <summary>The candidate with the fewest edits (Levenshtein 1966; case does not count); among equals the first in ordinal order.</summary>
    public static string To(string name, IEnumerable<string> candidates)
        => candidates
            .OrderBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()))
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .FirstOrDefault() ?? "";

    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
