namespace Neuropil.Pipeline;

/// <summary>What a lab's Slurm wants to be told.</summary>
public sealed record SlurmOptions
{
    /// <summary>The partition; null: the cluster's usual one.</summary>
    public string? Partition { get; init; }

    /// <summary>The account that pays; null: the user's usual one.</summary>
    public string? Account { get; init; }

    /// <summary>The longest time of a part; null: told by earlier runs.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The memory of a part, in MB; null: told by earlier runs.</summary>
    public int? Megabytes { get; init; }

    /// <summary>The processors of a part.</summary>
    public int ProcessorCount { get; init; } = 4;

    /// <summary>More arguments for sbatch, as they are.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Modules that a part loads first.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>How long a part should last at least.</summary>
    public TimeSpan ShortestPart { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most parts of one job; the cluster's MaxArraySize less one, and 1000 at most.</summary>
    public int LargestJob { get; init; } = 1000;

    /// <summary>The folder of sbatch, squeue, sacct, scancel and scontrol; null: they are found as commands are.</summary>
    public string? CommandFolder { get; init; }

    /// <summary>Lines that a part runs first, as <c>export NAME='value'</c>.</summary>
    public IReadOnlyList<string> Preamble { get; init; } = [];
}
