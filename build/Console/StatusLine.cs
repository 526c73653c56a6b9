using System.Diagnostics;

namespace Neuropil.Build;

/// <summary>One line at the foot of a terminal that tells what is being done now. Nothing where the output is no terminal.</summary>
internal sealed class StatusLine(bool isShown)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly SortedDictionary<string, string> current = new(StringComparer.Ordinal);
    private readonly Stopwatch sinceShown = Stopwatch.StartNew();
    private int shownLength;

    public bool IsShown { get; } = isShown && !System.Console.IsErrorRedirected && !System.Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public void Show(string unit, string text)
    {
        current[unit] = text;
        if (!IsShown || sinceShown.Elapsed < Interval)
        {
            return;
        }

        sinceShown.Restart();
        int width = Math.Max(20, System.Console.WindowWidth) - 1;
        string line = string.Join("   ", current.Values);
        line = line.Length > width ? line[..width] : line;
        System.Console.Error.Write('\r' + line.PadRight(shownLength));
        shownLength = line.Length;
    }

    public void Forget(string unit) => current.Remove(unit);

    public void Clear()
    {
        if (shownLength > 0)
        {
            System.Console.Error.Write('\r' + new string(' ', shownLength) + '\r');
            shownLength = 0;
        }
    }
}
