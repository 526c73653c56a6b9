using System.Globalization;
using Neuropil.Report;

namespace Neuropil.Build;

/// <summary>What came out of the study, a line a group, within the width of the terminal.</summary>
internal static class GroupTable
{
    private const string Unknown = "–";
    private const int Wide = 100;

    private static readonly (string Head, bool IsWide, bool IsNew, Func<GroupSummary, string> Cell)[] Columns =
    [
        ("Group", false, false, group => group.Group),
        ("Synapses", false, false, group => Count(group.Synapses)),
        ("Clusters", false, false, group => Count(group.Clusters)),
        ("Noise", false, false, group => Share(group.Noise, group.Synapses)),
        ("Evidence", true, false, group => group.IsEvidence switch { true => "yes", false => "no", null => Unknown }),
        ("Model", false, false, group => group.Model.Length > 0 ? group.Model : Unknown),
        ("Honest accuracy", false, false, Accuracy),
        ("Assigned", false, true, group => Count(group.Assigned)),
        ("Rejected", false, true, group => Count(group.Rejected)),
        ("Noise", false, true, group => Count(group.NewNoise)),
    ];

    /// <param name="groups">The groups.</param>
    /// <param name="width">How many letters fit into a line.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<GroupSummary> groups, int width)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        (string Head, bool IsWide, bool IsNew, Func<GroupSummary, string> Cell)[] columns =
        [
            .. Columns.Where(column => (!column.IsWide || width >= Wide) && (groups.Any(group => group.Assigned is not null) || !column.IsNew)),
        ];
        string[][] rows = [[.. columns.Select(column => column.Head)], .. groups.Select(group => columns.Select(column => column.Cell(group)).ToArray())];
        int[] widths = [.. columns.Select((_, at) => rows.Max(row => row[at].Length))];
        string gap = new(' ', Math.Clamp((width - widths.Sum()) / Math.Max(1, columns.Length - 1), 1, 3));
        string[] lines = [.. rows.Select(row => string.Join(gap, row.Select((cell, at) => at == 0 ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]))).TrimEnd())];
        int table = lines.Max(line => line.Length);
        int first = Array.FindIndex(columns, column => column.IsNew);
        int start = widths.Take(first).Sum() + (first * gap.Length);
        string[] heading = first < 0 ? [] : [new string(' ', start) + Centred(" new synapses ", table - start)];
        return [.. heading, lines[0], new string('─', table), .. lines[1..]];
    }

    private static string Centred(string text, int width) => text.Length >= width ? text.Trim() : text.PadLeft((width + text.Length) / 2, '─').PadRight(width, '─');

    private static string Count(int? count) => count is int value ? value.ToString("N0", CultureInfo.InvariantCulture) : Unknown;

    private static string Share(int part, int whole) => whole == 0 ? Unknown : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");

    private static string Accuracy(GroupSummary group) => double.IsNaN(group.HonestAccuracy)
        ? Unknown
        : double.IsNaN(group.HonestLow)
            ? string.Create(CultureInfo.InvariantCulture, $"{group.HonestAccuracy:0.00}")
            : string.Create(CultureInfo.InvariantCulture, $"{group.HonestAccuracy:0.00} ({group.HonestLow:0.00}–{group.HonestHigh:0.00})");
}
