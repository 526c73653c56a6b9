using System.Diagnostics;
using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Cli;

/// <summary>One line on the terminal that tells the step, how far it is and the time left; nothing where stderr is no terminal.</summary>
internal sealed class ConsoleProgress : IProgress<StepProgress>
{
    private static ConsoleProgress? current;
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private string step = "";
    private TimeSpan stepStart;
    private TimeSpan shownAt = TimeSpan.MinValue;
    private int shownLength;

    private ConsoleProgress() => current = this;

    /// <summary>Removes the line, so that something else can be said.</summary>
    public static void Clear()
    {
        if (current is ConsoleProgress shown)
        {
            lock (shown.gate)
            {
                if (shown.shownLength > 0)
                {
                    shown.Show("");
                }
            }
        }
    }

    public static Execution Execution(Arguments arguments, CancellationToken cancellation)
        => arguments.Checked(() => Numerics.Execution.With(
            arguments.Integer("threads"), cancellation, Console.IsErrorRedirected ? null : new ConsoleProgress()));

    public void Report(StepProgress value)
    {
        lock (gate)
        {
            TimeSpan now = clock.Elapsed;
            if (value.Step != step)
            {
                step = value.Step;
                stepStart = now;
            }
            else if (now - shownAt < TimeSpan.FromMilliseconds(100) && value.Fraction < 1)
            {
                return;
            }

            // The first half second is quiet, so that short work shows nothing.
            if (now < TimeSpan.FromMilliseconds(500))
            {
                return;
            }

            shownAt = now;
            double left = value.Fraction > 0.02 ? (now - stepStart).TotalSeconds * (1 - value.Fraction) / value.Fraction : double.NaN;
            string time = left >= 1 ? string.Create(CultureInfo.InvariantCulture, $", {left:0} s left") : "";
            Show(value.Fraction >= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{step} {value.Fraction * 100:0} %{time}"));
        }
    }

    private void Show(string text)
    {
        Console.Error.Write("\r" + text.PadRight(shownLength) + (text.Length == 0 ? "\r" : ""));
        shownLength = text.Length;
    }
}
