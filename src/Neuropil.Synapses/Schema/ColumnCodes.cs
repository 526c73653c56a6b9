using System.Diagnostics.CodeAnalysis;

namespace Neuropil.Synapses;

/// <summary>What stands in a column where a value is missing, beyond blank, NA, NaN and N/A.</summary>
/// <param name="Column">The column.</param>
/// <param name="Codes">The texts; a number matches however it is written.</param>
public sealed record ColumnCodes(string Column, IReadOnlyList<string> Codes)
{
    /// <summary>What may be written.</summary>
    public static string Expected => "'COLUMN: code, code', several columns with ';' between";

    /// <summary><c>psd_size_px: -1, -2; volume: -1</c>.</summary>
    public static IReadOnlyList<ColumnCodes>? TryParse(string text, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<ColumnCodes> all = [];
        foreach (string entry in ColumnText.Split(text, ';').Where(entry => entry.Length > 0))
        {
            string rest = entry;
            string? column = ColumnText.Leading(ref rest, ":");
            string[] codes = rest.StartsWith(':') ? rest[1..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
            if (column is null || codes.Length == 0)
            {
                problem = $"'{entry}' is not COLUMN: code, code";
                return null;
            }

            if (all.Exists(other => other.Column == column))
            {
                problem = $"it names column '{column}' twice";
                return null;
            }

            all.Add(new ColumnCodes(column, codes));
        }

        problem = all.Count == 0 ? "it names no column" : null;
        return problem is null ? all : null;
    }
}
