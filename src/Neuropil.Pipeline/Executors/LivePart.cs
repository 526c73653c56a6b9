namespace Neuropil.Pipeline;

/// <summary>A part of a job: its units, and what is known of them.</summary>
internal sealed class LivePart(int number, IReadOnlyList<string> keys)
{
    private readonly HashSet<string> begun = new(StringComparer.Ordinal);

    public int Number => number;

    /// <summary>The keys of its units, in the order in which they run.</summary>
    public IReadOnlyList<string> Keys => keys;

    /// <summary>The units of this run among them, by key. A job of an earlier run may have others.</summary>
    public Dictionary<string, PendingUnit> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>What the scheduler, or the part itself, told last.</summary>
    public JobPhase Phase { get; set; } = JobPhase.Queued;

    /// <summary>How it ended; null while it lives.</summary>
    public JobPart? End { get; set; }

    /// <summary>When its end was first heard of.</summary>
    public DateTime EndedAt { get; set; }

    /// <summary>Whether the scheduler has told of it since it took the job.</summary>
    public bool IsKnown { get; set; }

    /// <summary>How many queries in a row have not told of it.</summary>
    public int MissingCount { get; set; }

    /// <summary>Whether nothing more is to be learnt from it.</summary>
    public bool IsResolved { get; set; }

    public long EventsLength { get; set; }

    /// <summary>What it told of each unit last.</summary>
    public Dictionary<string, JobEvent> Events { get; } = new(StringComparer.Ordinal);

    public IEnumerable<PendingUnit> Open => Units.Values.Where(unit => !unit.IsEnded);

    public void Hear(JobEvent told)
    {
        begun.Add(told.KeyHash);
        Events[told.KeyHash] = told;
        if (Phase == JobPhase.Queued)
        {
            Phase = JobPhase.Running;
        }
    }

    /// <summary>Whether a unit was in the part's hands when it ended: it had begun, or none had.</summary>
    public bool HadBegun(PendingUnit unit) => begun.Count == 0 || begun.Contains(unit.KeyHash);
}
