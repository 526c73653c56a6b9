using System.Diagnostics;
using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Study;

namespace Neuropil.Cli;

/// <summary>Tells how far a stream is: on a terminal one line that changes, elsewhere a line now and then.</summary>
internal sealed class StreamConsole(Arguments arguments) : IStreamListener
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(30);
    private readonly bool isTerminal = !Console.IsErrorRedirected;
    private readonly Stopwatch sinceShown = Stopwatch.StartNew();
    private int shownLength;

    public void Note(string text)
    {
        Clear();
        Notes.Note(arguments, ForeignText.Escaped(text));
    }

    public void Warn(string text)
    {
        Clear();
        Notes.Warning(ForeignText.Escaped(text));
    }

    public void Progressed(StreamProgress progress)
    {
        if (progress.Rows == progress.TotalRows)
        {
            Clear();
            return;
        }

        if (arguments.Has("quiet") || sinceShown.Elapsed < (isTerminal ? OnTerminal : Elsewhere))
        {
            return;
        }

        sinceShown.Restart();
        string of = progress.TotalRows is long total ? string.Create(CultureInfo.InvariantCulture, $" of {total:N0}") : "";
        string left = progress.Left is TimeSpan time ? $", {Words(time)} left" : "";
        string line = string.Create(CultureInfo.InvariantCulture, $"{progress.Step}: {progress.Rows:N0}{of} rows, {progress.RowsPerSecond:N0} rows a second{left}");
        if (isTerminal)
        {
            Console.Error.Write("\r" + line.PadRight(shownLength));
            shownLength = line.Length;
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }

    private static string Words(TimeSpan time)
        => time.TotalHours >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h")
            : time.TotalMinutes >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");

    private void Clear()
    {
        if (shownLength > 0)
        {
            Console.Error.Write("\r" + new string(' ', shownLength) + "\r");
            shownLength = 0;
        }
    }
}
