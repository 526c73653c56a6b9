using System.Diagnostics.CodeAnalysis;

namespace Neuropil.Synapses;

/// <summary>Where the three coordinates of a place stand: three columns, one that holds all of them, or one with x and y and one with z.</summary>
public sealed record PositionColumns
{
    /// <summary>What each column holds, in the order x, y, z.</summary>
    public required IReadOnlyList<PositionPart> Parts { get; init; }

    /// <summary>The unit of all parts that tell none of their own; null: that of the study.</summary>
    public LengthUnit? Unit { get; init; }

    /// <summary>Every column that may be read.</summary>
    public IEnumerable<string> Columns => Parts.SelectMany(part => part.Choices).Select(choice => choice.Column);

    /// <summary>What may be written.</summary>
    public static string Expected => "three columns with commas between, or one that holds '[x y z]', '(x, y, z)' or 'x,y,z', or 'COLUMN, ZCOLUMN' for 'POINT (x y)' and z";

    /// <summary>
    /// <c>x, y, z</c>, <c>point</c> or <c>point, z</c>; a column may have others to stand in for it (<c>x|x_nm in nm</c>), and the whole a unit
    /// of its own (<c>soma in 4,4,40 nm</c>).
    /// </summary>
    public static PositionColumns? TryParse(string text, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string columns, LengthUnit? unit) = WithoutUnit(text.Trim());
        List<string> parts = ColumnText.Split(columns, ',');
        if (parts.Count > 3 || parts.Exists(part => part.Length == 0))
        {
            problem = parts.Count > 3 ? $"it names {parts.Count} columns" : "it has a comma without a column";
            return null;
        }

        List<PositionPart> read = [];
        foreach (string part in parts)
        {
            if (PositionPart.TryParse(part, out problem) is not PositionPart one)
            {
                return null;
            }

            read.Add(one);
        }

        problem = null;
        return new PositionColumns { Parts = read, Unit = unit };
    }

    // "soma in 4,4,40 nm": a voxel's commas are none between columns.
    private static (string Columns, LengthUnit? Unit) WithoutUnit(string text)
    {
        int place = text.LastIndexOf(" in ", StringComparison.Ordinal);
        string before = place < 0 ? text : text[..place];
        bool isWhole = place >= 0 && (text.AsSpan(place + 4).Contains(',') || ColumnText.Split(before, ',').Count == 1) && !before.Contains('|');
        return isWhole && LengthUnit.TryParse(text[(place + 4)..]) is LengthUnit unit ? (before.Trim(), unit) : (text, null);
    }
}
