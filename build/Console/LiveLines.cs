namespace Neuropil.Build;

/// <summary>Lines at the foot of a terminal that tell what is being done now: drawn over themselves, gone at the end.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="width">How many letters fit into a line.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveLines(TextWriter terminal, int width, TimeProvider time)
{
    private const string Up = "\u001b[{0}A";
    private const string ClearBelow = "\u001b[J";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private long lastDrawn;
    private int shown;

    /// <summary>How many letters fit into a line.</summary>
    public int Width => width;

    /// <summary>Draws the lines, unless it did so a moment ago.</summary>
    public void Show(Func<IReadOnlyList<string>> lines)
    {
        if (shown > 0 && time.GetElapsedTime(lastDrawn) < Interval)
        {
            return;
        }

        lastDrawn = time.GetTimestamp();
        IReadOnlyList<string> now = lines();
        Clear();
        foreach (string line in now)
        {
            terminal.Write(line.Length < width ? line : line[..(width - 2)] + "…");
            terminal.Write('\n');
        }

        terminal.Flush();
        shown = now.Count;
    }

    /// <summary>Takes the lines away.</summary>
    public void Clear()
    {
        if (shown > 0)
        {
            terminal.Write(string.Format(System.Globalization.CultureInfo.InvariantCulture, Up, shown) + ClearBelow);
            terminal.Flush();
            shown = 0;
        }
    }
}
