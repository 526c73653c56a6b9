using System.Diagnostics;
using System.Globalization;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>
/// Tells a run on the console: a line when a unit starts, with the reason, and one when it is done or reused; on a terminal a line
/// below that shows how far the work is, elsewhere a line every ten seconds.
/// </summary>
internal sealed class ConsoleListener(ICakeLog log) : IRunListener, IDisposable
{
    private static readonly TimeSpan MilestoneInterval = TimeSpan.FromSeconds(10);
    private readonly Dictionary<UnitId, Stopwatch> sinceLine = [];
    private readonly StatusLine status = new(isShown: log.Verbosity >= Verbosity.Normal);

    public void Waiting(string message) => Tell(LogLevel.Information, message);

    public void Started(UnitId unit, IReadOnlyList<string> reasons)
    {
        sinceLine[unit] = Stopwatch.StartNew();
        Tell(LogLevel.Information, $"{unit}: run, {string.Join("; ", reasons)}");
    }

    public void Progressed(UnitId unit, string step, double fraction)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{unit}: {step} {Math.Floor(fraction * 100)} %");
        status.Show(unit.ToString(), line);
        if (!status.IsShown && sinceLine.TryGetValue(unit, out Stopwatch? watch) && watch.Elapsed > MilestoneInterval)
        {
            Tell(LogLevel.Information, line);
            watch.Restart();
        }
    }

    public void Finished(UnitResult result)
    {
        status.Forget(result.Id.ToString());
        switch (result.Status)
        {
            case UnitStatus.Reused:
                Tell(LogLevel.Information, result.ToString());
                break;
            case UnitStatus.Ran:
                Tell(LogLevel.Information, string.Create(CultureInfo.InvariantCulture, $"{result.Id}: done in {result.Duration.TotalSeconds:0.0} s"));
                break;
            case UnitStatus.Failed:
                Tell(LogLevel.Warning, result.ToString());
                break;
            case UnitStatus.Skipped:
                Tell(LogLevel.Warning, result.ToString());
                break;
            default:
                break;
        }

        TellMessages(result);
    }

    public void Dispose() => status.Clear();

    private void TellMessages(UnitResult result)
    {
        foreach (UnitMessage message in result.Messages)
        {
            bool isWarning = message.Kind == MessageKind.Warning;
            Tell(isWarning ? LogLevel.Warning : LogLevel.Information, $"{result.Id}: {(isWarning ? "warning: " : "")}{message.Text}");
        }
    }

    private void Tell(LogLevel level, string line)
    {
        status.Clear();
        log.Write(level == LogLevel.Warning ? Verbosity.Minimal : Verbosity.Normal, level, "{0}", line);
    }
}
