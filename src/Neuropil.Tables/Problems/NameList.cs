using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Lists of names that fit a line.</summary>
public static class NameList
{
    private const int Told = 20;

    /// <summary>The names with commas between them, escaped; the first twenty, then how many more.</summary>
    public static string Of(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string told = string.Join(", ", all.Take(Told).Select(ForeignText.Shown));
        return all.Length > Told ? string.Create(CultureInfo.InvariantCulture, $"{told} … and {all.Length - Told} more") : told;
    }
}
