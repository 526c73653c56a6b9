namespace Neuropil.Pipeline;

/// <summary>Whether two sets of tables are the same data: by content, wherever they lie.</summary>
internal static class TableIdentity
{
    /// <summary>What differs, a line each; none where every content is on both sides.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second)
    {
        HashSet<string> before = [.. first.Values];
        HashSet<string> after = [.. second.Values];
        List<string> lines = [];
        foreach ((string path, string hash) in first.Where(table => !after.Contains(table.Value)))
        {
            lines.Add(second.TryGetValue(path, out string? other) && !before.Contains(other) ? $"{path} changed" : $"{path} only in the first");
        }

        lines.AddRange(second
            .Where(table => !before.Contains(table.Value) && !(first.TryGetValue(table.Key, out string? other) && !after.Contains(other)))
            .Select(table => $"{table.Key} only in the second"));
        return lines;
    }
}
