using System.Text.RegularExpressions;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Columns taken out of a column that holds more: each named group of a pattern is one. Cells that do not match are blank.</summary>
public sealed class ColumnPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Regex regex;

    private ColumnPattern(string source, Regex regex, string[] groups) => (Source, this.regex, Groups) = (source, regex, groups);

    /// <summary>The column that holds more.</summary>
    public string Source { get; }

    /// <summary>The pattern.</summary>
    public string Pattern => regex.ToString();

    /// <summary>The columns it gives: its named groups, in order.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>A pattern over a column.</summary>
    /// <param name="source">The column that holds more.</param>
    /// <param name="pattern">A regular expression of .NET with named groups, <c>(?&lt;neuron&gt;\S+)</c> or <c>(?P&lt;neuron&gt;\S+)</c>.</param>
    /// <exception cref="FormatException">It is no regular expression, or has no named group; the message tells where.</exception>
    public static ColumnPattern Parse(string source, string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentNullException.ThrowIfNull(pattern);
        Regex regex;
        try
        {
            regex = new Regex(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.CultureInvariant, Patience);
        }
        catch (RegexParseException exception)
        {
            int place = Math.Clamp(exception.Offset, 0, pattern.Length);
            throw new FormatException(
                $"the pattern is no regular expression ({Words(exception.Error)}):\n  {ForeignText.Shown(pattern)}\n  {new string(' ', place)}^", exception);
        }

        string[] groups = [.. regex.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
        return groups.Length > 0
            ? new ColumnPattern(source, regex, groups)
            : throw new FormatException($"the pattern '{ForeignText.Shown(pattern)}' has no named group; expected one for each column it gives, as (?<neuron>\\S+)");
    }

    /// <summary>The columns that the pattern gives for a table's rows, one a group, and how many rows did not match.</summary>
    /// <exception cref="TableException">A cell takes the pattern longer than a second.</exception>
    internal (TableColumn[] Columns, int Unmatched) Apply(Table table, TableColumn source)
    {
        string[][] texts = [.. Groups.Select(_ => new string[source.Length])];
        Dictionary<string, string[]?> known = new(StringComparer.Ordinal);
        int unmatched = 0;
        for (int row = 0; row < source.Length; row++)
        {
            string text = source.Text(row);
            if (!known.TryGetValue(text, out string[]? found))
            {
                found = Match(table, row, text);
                if (known.Count < 65_536)
                {
                    known.Add(text, found);
                }
            }

            unmatched += found is null ? 1 : 0;
            for (int group = 0; group < texts.Length; group++)
            {
                texts[group][row] = found?[group] ?? string.Empty;
            }
        }

        return ([.. Groups.Select((name, group) => TableColumn.Texts(name, texts[group]))], unmatched);
    }

    private string[]? Match(Table table, int row, string text)
    {
        try
        {
            Match match = regex.Match(text);
            return match.Success ? [.. Groups.Select(group => match.Groups[group].Value)] : null;
        }
        catch (RegexMatchTimeoutException exception)
        {
            RowPlace place = table.Place(row);
            throw new TableException(
                new TableProblem(
                    place.File,
                    $"{ForeignText.Shown(Source)} is '{ForeignText.Shown(text)}', which the pattern {ForeignText.Shown(Pattern)} takes longer than a second for",
                    "a pattern that is quick",
                    "Leave out repetitions within repetitions, as (a+)+.")
                { Sheet = place.Sheet, Row = place.Row, Column = Source, Value = text },
                exception);
        }
    }

    private static string Words(RegexParseError error)
        => string.Concat(error.ToString().Select((letter, index) => char.IsUpper(letter) && index > 0 ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
