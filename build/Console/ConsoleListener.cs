using System.Globalization;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>
/// Tells a run on the console: a line when a stage is done, what is at work in lines below on a terminal, elsewhere every half minute;
/// with <c>--verbosity=verbose</c> every unit with its reasons and notes.
/// </summary>
internal sealed class ConsoleListener : IRunListener, IDisposable
{
    private const int MostWarningsOfStage = 2;
    private const int MostAtWork = 8;
    private static readonly TimeSpan MilestoneInterval = TimeSpan.FromSeconds(30);
    private readonly HostLog log;
    private readonly LiveLines? live;
    private readonly TimeProvider time;
    private readonly ILookup<string, UnitId> planned;
    private readonly int plannedCount;
    private readonly Dictionary<string, List<string>> warnings = [];
    private readonly Dictionary<UnitId, UnitResult> done = [];
    private readonly SortedDictionary<string, UnitProgress> atWork = new(StringComparer.Ordinal);
    private readonly long start;
    private long lastMilestone;

    /// <param name="log">Where lines go.</param>
    /// <param name="live">Where what is at work is shown; null where there is no terminal.</param>
    /// <param name="planned">The units that the run will bring to their end.</param>
    /// <param name="time">The clock.</param>
    public ConsoleListener(HostLog log, LiveLines? live, IReadOnlyCollection<UnitId> planned, TimeProvider time)
    {
        this.log = log;
        this.live = log.Verbosity >= Verbosity.Normal ? live : null;
        this.time = time;
        this.planned = planned.ToLookup(unit => unit.Stage);
        plannedCount = planned.Count;
        log.Live = this.live;
        start = lastMilestone = time.GetTimestamp();
    }

    private bool TellsUnits => log.Verbosity >= Verbosity.Verbose;

    public void Waiting(string message) => log.Tell(Verbosity.Normal, message);

    public void Started(UnitId unit, IReadOnlyList<string> reasons)
    {
        atWork[unit.ToString()] = new UnitProgress(unit, time);
        log.Tell(Verbosity.Verbose, $"{unit}: run, {string.Join("; ", reasons)}");
        live?.Show(AtWork);
    }

    public void Progressed(UnitId unit, string step, double fraction)
    {
        if (!atWork.TryGetValue(unit.ToString(), out UnitProgress? progress))
        {
            return;
        }

        progress.Tell(step, fraction);
        live?.Show(AtWork);
        if (live is null && time.GetElapsedTime(lastMilestone) > MilestoneInterval)
        {
            lastMilestone = time.GetTimestamp();
            log.Tell(Verbosity.Normal, string.Join("; ", atWork.Values.Take(MostAtWork)));
        }
    }

    public void Finished(UnitResult result)
    {
        atWork.Remove(result.Id.ToString());
        done[result.Id] = result;
        if (TellsUnits)
        {
            log.Tell(Verbosity.Verbose, result.Status == UnitStatus.Ran ? string.Create(CultureInfo.InvariantCulture, $"{result.Id}: done in {result.Duration.TotalSeconds:0.0} s") : result.ToString());
        }

        TellMessages(result);
        TellStage(result.Id.Stage);
    }

    /// <summary>Takes away what is shown for the time being, and says what was not told.</summary>
    public void Dispose()
    {
        live?.Clear();
        log.Live = null;
        foreach (string stage in warnings.Keys.ToArray())
        {
            TellWarnings(stage);
        }
    }

    private void TellMessages(UnitResult result)
    {
        foreach (UnitMessage message in result.Messages)
        {
            string line = $"{result.Id}: {(message.Kind == MessageKind.Warning ? "warning: " : "")}{message.Text}";
            if (message.Kind != MessageKind.Warning)
            {
                log.Tell(Verbosity.Verbose, line);
            }
            else if (TellsUnits)
            {
                Warn(line);
            }
            else
            {
                (warnings.TryGetValue(result.Id.Stage, out List<string>? lines) ? lines : warnings[result.Id.Stage] = []).Add(line);
            }
        }
    }

    // Where units are told one by one, their stages need no line.
    private void TellStage(string stage)
    {
        UnitResult[] units = [.. planned[stage].Where(done.ContainsKey).Select(unit => done[unit])];
        if (TellsUnits || units.Length < planned[stage].Count())
        {
            return;
        }

        if (StageLine.Of(stage, units) is { } line)
        {
            log.Write(Verbosity.Normal, units.Any(unit => unit.Status == UnitStatus.Failed) ? LogLevel.Warning : LogLevel.Information, "{0}", Cut(line));
        }

        TellWarnings(stage);
    }

    // A stage's groups mostly warn of the same.
    private void TellWarnings(string stage)
    {
        if (!warnings.Remove(stage, out List<string>? lines))
        {
            return;
        }

        lines.Sort(StringComparer.Ordinal);
        int told = lines.Count == MostWarningsOfStage + 1 ? lines.Count : Math.Min(lines.Count, MostWarningsOfStage);
        foreach (string line in lines.Take(told))
        {
            Warn(Cut(line));
        }

        if (told < lines.Count)
        {
            Warn($"{stage}: {lines.Count - told} more warnings; --verbosity=verbose tells them.");
        }
    }

    private void Warn(string line) => log.Write(Verbosity.Minimal, LogLevel.Warning, "{0}", line);

    // One line on a terminal; what does not fit is told by a higher verbosity.
    private string Cut(string line) => live is null || line.Length < live.Width ? line : line[..(live.Width - 2)] + "…";

    private IReadOnlyList<string> AtWork() =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{done.Count} of {plannedCount} units done, {Math.Floor(time.GetElapsedTime(start).TotalSeconds):0} s"),
        .. atWork.Values.Take(MostAtWork).Select(progress => $"  {progress}"),
        .. atWork.Count > MostAtWork ? [$"  and {atWork.Count - MostAtWork} more"] : Array.Empty<string>(),
    ];
}
