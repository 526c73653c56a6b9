using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>What follows when a part of a job ended without a unit's record: by the reason, again as it was, again with more, or an error.</summary>
internal sealed class JobEndings(IJobScheduler scheduler, Telling telling)
{
    private const int MostTries = 3;
    private const int LogLines = 20;
    private const int MoreFactor = 2;

    // What shells and systems end a program with that was told to end, or was ended for its memory.
    private static readonly int[] ToldToEnd = [130, 143, -2, -15];
    private static readonly int[] Killed = [137, -9];

    /// <summary>Whether the unit is to be asked for again; if not, it has failed.</summary>
    public bool AskAgain(LiveJob job, LivePart part, JobPart end, PendingUnit unit)
    {
        if (!part.HadBegun(unit))
        {
            // It never had its turn: what ended the part was not its own doing.
            return end.Phase != JobPhase.Cancelled || Fail(unit, Story(job, part, end));
        }

        bool toldMemory = part.Events.GetValueOrDefault(unit.KeyHash)?.Kind == JobEventKind.OutOfMemory;
        return end.Phase switch
        {
            _ when toldMemory => More(job, part, unit, end, JobPhase.OutOfMemory),
            JobPhase.OutOfTime => More(job, part, unit, end, JobPhase.OutOfTime),
            JobPhase.OutOfMemory => More(job, part, unit, end, JobPhase.OutOfMemory),
            JobPhase.NodeFailed => More(job, part, unit, end, JobPhase.NodeFailed),
            JobPhase.Failed when end.ExitCode is int code && Killed.Contains(code) => More(job, part, unit, end, JobPhase.OutOfMemory),
            JobPhase.Failed when end.ExitCode is int code && ToldToEnd.Contains(code) => More(job, part, unit, end, JobPhase.NodeFailed),
            _ => Fail(unit, Story(job, part, end)),
        };
    }

    private bool More(LiveJob job, LivePart part, PendingUnit unit, JobPart end, JobPhase reason)
    {
        unit.FailedTries++;
        string what = reason switch
        {
            JobPhase.OutOfTime => $"ran out of time ({Text(job.Needs.Time)} asked for)",
            JobPhase.OutOfMemory => string.Create(CultureInfo.InvariantCulture, $"ran out of memory ({job.Needs.Megabytes} MB asked for)"),
            _ => $"lost its job ({end.Detail})",
        };
        if (unit.FailedTries >= MostTries)
        {
            return Fail(unit, $"{unit.Unit.Id} {what} in its {MostTries}rd try. {scheduler.Remedy(reason, null)}{LogOf(job, part)}");
        }

        string with = "as before";
        if (reason == JobPhase.OutOfTime)
        {
            unit.LeastTime = job.Needs.Time * MoreFactor;
            with = $"with {Text(unit.LeastTime)}";
        }
        else if (reason == JobPhase.OutOfMemory)
        {
            unit.LeastMegabytes = job.Needs.Megabytes * MoreFactor;
            with = string.Create(CultureInfo.InvariantCulture, $"with {unit.LeastMegabytes} MB");
        }

        telling.Waiting(string.Create(CultureInfo.InvariantCulture, $"{unit.Unit.Id} {what}; asked for again {with}, try {unit.FailedTries + 1} of {MostTries}."));
        return true;
    }

    private string Story(LiveJob job, LivePart part, JobPart end)
    {
        string remedy = scheduler.Remedy(end.Phase, end.ExitCode);
        return $"Part {part.Number} of job {job.Id} ({job.Folder.Name}) ended {end.Detail} without a record in the store. {remedy}{LogOf(job, part)}";
    }

    private static string LogOf(LiveJob job, LivePart part)
    {
        string tail = job.Folder.LogTail(part.Number, LogLines);
        string path = job.Folder.LogPath(part.Number);
        return tail.Length > 0 ? $" Its log, {path}, ends:\n{tail}" : $" It left no log in {path}.";
    }

    private static bool Fail(PendingUnit unit, string message)
    {
        unit.Fail(new JobException(message));
        return false;
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
