namespace Neuropil.Pipeline;

/// <summary>A job that was asked for, as far as is known.</summary>
internal sealed class LiveJob(JobFolder folder, JobNeeds needs, IReadOnlyList<LivePart> parts)
{
    public JobFolder Folder => folder;

    public JobNeeds Needs => needs;

    public IReadOnlyList<LivePart> Parts => parts;

    /// <summary>The scheduler's number; null until it took the job.</summary>
    public string? Id { get; set; }

    /// <summary>Why the scheduler will not take it; null where it did or may.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>When the scheduler took it.</summary>
    public DateTime TakenAt { get; set; } = DateTime.UtcNow;

    public bool IsEnded => parts.All(part => part.IsResolved);
}
