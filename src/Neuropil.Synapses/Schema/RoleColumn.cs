using System.Diagnostics.CodeAnalysis;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Where a name stands: a column, or a part of a column's text that a pattern cuts out.</summary>
public sealed record RoleColumn
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>
    /// A regular expression with named groups, each of which is a column then; <see cref="Name"/> is the one that this role reads. Null: the whole cell.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The column that the role reads: the pattern's group, or <see cref="Column"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The names there are; empty: any.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>What may be written.</summary>
    public static string Expected => "a column, or 'COLUMN re:PATTERN' with a named group as (?<neuron>\\S+), or 'COLUMN in (a, b)'";

    /// <summary><c>COLUMN</c>, <c>COLUMN in (a, b)</c>, <c>COLUMN re:PATTERN</c> or <c>re:PATTERN over COLUMN</c>.</summary>
    public static RoleColumn? TryParse(string text, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = null;
        string rest = text.Trim();
        string? column = ColumnText.Leading(ref rest, " re:", " in (");
        if (rest.StartsWith("re:", StringComparison.Ordinal))
        {
            string pattern = rest[3..].Trim();
            int over = pattern.LastIndexOf(" over ", StringComparison.Ordinal);
            if (column is null && over > 0)
            {
                column = ColumnText.Unquoted(pattern[(over + 6)..]);
                pattern = pattern[..over].Trim();
            }

            return column is null ? Refused("it names no column for the pattern", out problem) : OfPattern(column, pattern, out problem);
        }

        if (rest.StartsWith("in (", StringComparison.Ordinal) && column is not null)
        {
            string list = rest[2..].Trim();
            return list is ['(', .., ')']
                ? new RoleColumn { Column = column, Name = column, Allowed = ColumnNames.Split(list[1..^1]) }
                : Refused("its list of names has no closing bracket", out problem);
        }

        return column is null || rest.Length > 0 ? Refused(column is null ? "it names no column" : $"'{rest}' comes behind the column", out problem) : new RoleColumn { Column = column, Name = column };
    }

    private static RoleColumn? OfPattern(string column, string pattern, out string? problem)
    {
        try
        {
            ColumnPattern parsed = ColumnPattern.Parse(column, pattern);
            problem = null;
            return new RoleColumn { Column = column, Pattern = pattern, Name = parsed.Groups[0] };
        }
        catch (FormatException error)
        {
            return Refused(error.Message, out problem);
        }
    }

    private static RoleColumn? Refused(string what, out string? problem)
    {
        problem = what;
        return null;
    }
}
