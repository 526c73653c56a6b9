using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>Reads what Slurm's commands tell of jobs.</summary>
internal static class SlurmState
{
    private const int ExitShift = 8;
    private const int SignalMask = 0x7f;

    // Jobs that wait for these wait for ever.
    private static readonly string[] Hopeless =
    [
        "PartitionTimeLimit", "PartitionNodeLimit", "BadConstraints", "InvalidAccount", "InvalidQOS",
        "AssocMaxWallDurationPerJobLimit", "QOSMaxWallDurationPerJobLimit", "QOSMaxMemoryPerJob", "AssocMaxMemPerJob", "AssocMaxCpuPerJobLimit", "QOSMaxCpuPerJobLimit",
    ];

    /// <summary>A line of squeue: name, job, array index, state, exit status, nodes and reason. Null where the job is none of ours.</summary>
    public static JobPart? OfQueue(string line, string prefix)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 5 || !fields[0].StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        int? exitCode = int.TryParse(fields[4], CultureInfo.InvariantCulture, out int status) ? ((status & SignalMask) > 0 ? -(status & SignalMask) : status >> ExitShift) : null;
        string reason = fields[^1].Trim('(', ')');
        return fields[3] == "PENDING" && Hopeless.Contains(reason)
            ? new JobPart(fields[0], fields[1], IndexOf(fields[2]), JobPhase.Failed, $"before it began: Slurm would hold it for ever ({reason}). Ask for less, [Slurm] Time=… or Memory=…, or name another partition or account; it was cancelled")
            : Part(fields[0], fields[1], fields[2], fields[3], exitCode, string.Join(' ', fields[5..]));
    }

    /// <summary>Whether a line of squeue, read as <see cref="OfQueue"/> does, tells of a job that waits for what will never come.</summary>
    public static bool IsHopeless(JobPart part) => part.Phase == JobPhase.Failed && part.Detail.StartsWith("before it began", StringComparison.Ordinal);

    /// <summary>One part; an array index that is no number is that of a job without parts.</summary>
    public static JobPart Part(string name, string id, string index, string state, int? exitCode, string more)
    {
        JobPhase phase = PhaseOf(state);
        string detail = phase is JobPhase.Queued or JobPhase.Running or JobPhase.Completed
            ? state
            : string.Create(CultureInfo.InvariantCulture, $"{state}{(exitCode switch { null or 0 => "", < 0 => $" (signal {-exitCode})", _ => $" (exit code {exitCode})" })}{(more.Length > 0 ? $" on {more}" : "")}");
        return new JobPart(name, id, IndexOf(index), phase, detail, exitCode);
    }

    /// <summary>Exit code and signal as sacct and the completion log tell them: <c>1:0</c>, <c>0:9</c>.</summary>
    public static int? ExitCodeOf(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int code) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int signal)
            ? (signal > 0 ? -signal : code)
            : null;
    }

    private static int IndexOf(string index) => int.TryParse(index, CultureInfo.InvariantCulture, out int part) ? part : 1;

    // sacct adds words to some states: "CANCELLED by 1000".
    private static JobPhase PhaseOf(string state) => state.Split(' ', '+')[0] switch
    {
        "PENDING" or "CONFIGURING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" => JobPhase.Queued,
        "RUNNING" or "COMPLETING" or "SUSPENDED" or "STOPPED" or "SIGNALING" or "RESIZING" or "STAGE_OUT" => JobPhase.Running,
        "COMPLETED" => JobPhase.Completed,
        "TIMEOUT" or "DEADLINE" => JobPhase.OutOfTime,
        "OUT_OF_MEMORY" => JobPhase.OutOfMemory,
        "NODE_FAIL" or "BOOT_FAIL" or "PREEMPTED" or "REVOKED" => JobPhase.NodeFailed,
        "CANCELLED" => JobPhase.Cancelled,
        _ => JobPhase.Failed,
    };
}
