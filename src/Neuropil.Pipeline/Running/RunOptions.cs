namespace Neuropil.Pipeline;

/// <summary>How a pipeline is run. None of it changes a result.</summary>
public sealed record RunOptions
{
    /// <summary>How many threads the run may use in all; at least 1. Default: the number of processors.</summary>
    public int ThreadCount
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ThreadCount), value, "At least one thread is needed.");
    } = Environment.ProcessorCount;

    /// <summary>Says what would run and why, and runs nothing.</summary>
    public bool Explain { get; init; }

    /// <summary>Reads every file again instead of trusting size, times and inode.</summary>
    public bool Paranoid { get; init; }

    /// <summary>Runs units of the named stages only; a unit they depend on must be in the store already.</summary>
    public bool Exclusive { get; init; }

    /// <summary>Units run as jobs of a cluster; null: in this process.</summary>
    public JobOptions? Jobs { get; init; }

    /// <summary>The study's name: its results are published in a folder of that name; null: in the artifacts folder itself.</summary>
    public string? Study { get; init; }

    /// <summary>Where results of other machines are looked for, and put; null: nowhere.</summary>
    public CacheOptions? Cache { get; init; }

    /// <summary>Stops the run: units that work are asked to stop, nothing of theirs is recorded.</summary>
    public CancellationToken Cancellation { get; init; }
}
