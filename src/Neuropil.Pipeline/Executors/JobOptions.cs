namespace Neuropil.Pipeline;

/// <summary>Units as jobs: who takes the jobs, and what a job runs.</summary>
public sealed record JobOptions
{
    /// <summary>Who takes the jobs.</summary>
    public required IJobScheduler Scheduler { get; init; }

    /// <summary>The program and arguments that make this very graph and call <see cref="JobWork"/>; two arguments follow, <c>--orders=FILE</c> and <c>--part=N</c>.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    internal JobPace Pace { get; init; } = new();
}
