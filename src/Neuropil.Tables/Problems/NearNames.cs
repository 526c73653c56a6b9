using System.Globalization;
using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Finds names that a reader would take for one: equal but for case, white space, characters without width, or leading zeros.</summary>
public static class NearNames
{
    /// <summary>Groups of two and more nearly equal names, in the order of the first of each.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> In(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Dictionary<string, List<string>> groups = new(StringComparer.Ordinal);
        List<List<string>> order = [];
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            string bare = Bare(name);
            if (!groups.TryGetValue(bare, out List<string>? group))
            {
                groups.Add(bare, group = []);
                order.Add(group);
            }

            group.Add(name);
        }

        return [.. order.Where(group => group.Count > 1)];
    }

    /// <summary>One warning a group of nearly equal names in a column, the characters that cannot be seen as their codes.</summary>
    public static IReadOnlyList<string> Warnings(string column, IEnumerable<string> names)
        => [.. In(names).Select(group => $"{ForeignText.Shown(column)} has names that are nearly equal and are taken as different ones: {NameList.Of(group.Select(name => $"'{Seen(name)}'"))}. Make them one where they mean one.")];

    private static string Seen(string name)
        => string.Concat(name.Select(letter => letter != ' ' && (Utf8Text.IsUnseen(letter) || letter > 0x7F && char.IsWhiteSpace(letter))
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}")
            : letter.ToString()));

    private static string Bare(string name)
    {
        StringBuilder bare = new(name.Length);
        foreach (char letter in name)
        {
            if (!Utf8Text.IsUnseen(letter))
            {
                bare.Append(char.ToUpperInvariant(letter));
            }
        }

        string text = bare.ToString();
        return text.Length > 1 && text.All(char.IsAsciiDigit) ? text.TrimStart('0').PadLeft(1, '0') : text;
    }
}
