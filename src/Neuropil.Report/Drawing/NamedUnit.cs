using System.Text.RegularExpressions;

namespace Neuropil.Report;

/// <summary>The unit that a column tells in its name, as tables of measurements do: <c>Area (µm²)</c>, <c>Volume [um^3]</c>, <c>psd_nm2</c>, <c>depth_pct</c>.</summary>
internal static partial class NamedUnit
{
    /// <summary>The unit as it is written in print; empty where the name tells none.</summary>
    public static string Of(string name)
    {
        Match bracket = Bracketed().Match(name);
        string told = bracket.Success ? bracket.Groups[1].Value.Trim() : Suffixed().Match(name) is { Success: true } suffix ? suffix.Groups[1].Value : "";
        Match length = Length().Match(told);
        return length.Success
            ? Scale(length.Groups[1].Value) + (length.Groups[2].Value switch { "2" or "²" => "²", "3" or "³" => "³", _ => "" })
            : told is "pct" or "percent" ? "%" : bracket.Success ? told : "";
    }

    /// <summary>The name with its unit behind, where it does not end on it already.</summary>
    public static string Labelled(string name)
        => Of(name) is { Length: > 0 } unit && !Bracketed().IsMatch(name) ? $"{name} ({unit})" : name;

    private static string Scale(string letters) => letters is "um" or "micron" or "\u03BCm" ? "µm" : letters;

    [GeneratedRegex(@"[(\[]([^()\[\]]{1,12})[)\]]\s*$")]
    private static partial Regex Bracketed();

    [GeneratedRegex("_((?:nm|um|µm|\u03BCm|micron|mm|px)[\\^]?[23²³]?|pct|percent)$")]
    private static partial Regex Suffixed();

    [GeneratedRegex("^(nm|um|µm|\u03BCm|micron|mm|px)[\\^]?([23²³]?)$")]
    private static partial Regex Length();
}
