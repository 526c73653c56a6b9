using System.Globalization;

namespace Neuropil.Benchmarks;

/// <summary>One line of the table.</summary>
internal sealed record Line(string What, string Ours, string Peer, string Factor, string Reach, bool? Met)
{
    public static Line OfTime(string what, double seconds, double? reach)
        => new(what, Time(seconds), "–", "–", reach is double most ? "≤ " + Time(most) : "–", reach is double bar ? seconds <= bar : null);

    public static Line OfRatio(string what, double ours, string peer, double theirs, double? reach)
        => new(
            what,
            Time(ours),
            $"{peer} {Time(theirs)}",
            Text($"{theirs / ours:0.0}×"),
            reach is double least ? Ratio(least) : "–",
            reach is double bar ? theirs / ours >= bar : null);

    public static string Ratio(double least) => Text($"≥ {least:0.##}×");

    public static string Time(double seconds) => seconds < 1 ? Text($"{seconds * 1000:0.0} ms") : Text($"{seconds:0.00} s");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public string Markdown() => $"| {What} | {Ours} | {Peer} | {Factor} | {Reach} | {(Met is bool met ? met ? "yes" : "**no**" : "–")} |";
}
