using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// Twelve bits of the hash of every cell of every locked text: enough to say where a table differs from one that is not at hand, since
/// that it differs is known from its full hash. One in 4096 differing cells goes unseen.
/// </summary>
internal sealed class CellHashes
{
    private const string Header = "neuropil-cells 1";
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int DigitsPerCell = 2;
    private readonly SortedDictionary<string, IReadOnlyList<string>> rowsByPath = new(StringComparer.Ordinal);

    /// <summary>The hashes of published texts.</summary>
    public static CellHashes Of(IEnumerable<string> publishedPaths, string artifactsFolder)
    {
        CellHashes hashes = new();
        foreach (string path in publishedPaths)
        {
            if (TableText.Read(Path.Combine(artifactsFolder, path), Path.GetExtension(path)) is { } rows)
            {
                hashes.rowsByPath[path] = [.. rows.Select(row => string.Concat(row.Cells.Select(Of)))];
            }
        }

        return hashes;
    }

    /// <summary>The hashes in a file; none where it is missing or another version wrote it: they only help to tell.</summary>
    public static CellHashes Read(string path)
    {
        CellHashes hashes = new();
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        List<string> rows = [];
        foreach (string line in lines.FirstOrDefault() == Header ? lines.Skip(1) : [])
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                rows = [];
                hashes.rowsByPath[line[2..]] = rows;
            }
            else
            {
                rows.Add(line);
            }
        }

        return hashes;
    }

    public void Write(string path)
    {
        StringBuilder text = new($"{Header}\n");
        foreach ((string publishedPath, IReadOnlyList<string> rows) in rowsByPath)
        {
            text.Append($"= {publishedPath}\n").AppendJoin('\n', rows).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <summary>The first row and cell of a text that differ, counted from 0, or null where no difference is seen.</summary>
    public (int Row, int Cell)? FirstDifference(string publishedPath, IReadOnlyList<TextRow> actual)
    {
        if (!rowsByPath.TryGetValue(publishedPath, out IReadOnlyList<string>? expected))
        {
            return null;
        }

        for (int row = 0; row < Math.Max(expected.Count, actual.Count); row++)
        {
            string expectedRow = row < expected.Count ? expected[row] : "";
            string actualRow = row < actual.Count ? string.Concat(actual[row].Cells.Select(Of)) : "";
            if (expectedRow != actualRow)
            {
                int same = expectedRow.AsSpan().CommonPrefixLength(actualRow);
                return (row, same / DigitsPerCell);
            }
        }

        return null;
    }

    private static string Of(string cell)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(cell));
        return $"{Digits[hash[0] & 63]}{Digits[hash[1] & 63]}";
    }
}
