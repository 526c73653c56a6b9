namespace Neuropil.Study;

/// <summary>The section [Study].</summary>
public sealed record StudyOptions
{
    /// <summary>The seed of every random choice.</summary>
    [Setting("Seed", "The seed of every random choice.")]
    public long Seed { get; init; } = 42;

    /// <summary>Threads to use; null: all processors. No result depends on it.</summary>
    [Setting("Threads", "Threads to use. No result depends on it.", Null = "all", Least = 1)]
    public int? ThreadCount { get; init; }

    /// <summary>The groups to take of those that [Groups] has; null: all.</summary>
    [Setting("Groups", "The groups to take of those that [Groups] defines, with commas between.", Null = "all")]
    public string? Groups { get; init; }
}
