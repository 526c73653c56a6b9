namespace Neuropil.Numerics;

/// <summary>
/// How a computation runs: threads, cancellation, progress. Never what it computes: the same bytes come out for every value,
/// and none of it may enter a cache key or a model.
/// </summary>
public sealed record Execution
{
    /// <summary>All processors, no cancellation, no progress.</summary>
    public static Execution Default { get; } = new();

    /// <summary>How many threads may work at once; at least 1. Default: the number of processors.</summary>
    public int ThreadCount { get; init => field = Require.AtLeast(value, 1); } = Environment.ProcessorCount;

    /// <summary>Stops the computation with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Hears how far the work is. Called from any thread.</summary>
    public IProgress<StepProgress>? Progress { get; init; }

    /// <summary>An execution with some of the defaults replaced.</summary>
    /// <param name="threads">At least 1; null: the number of processors.</param>
    /// <param name="cancellation">Stops the computation.</param>
    /// <param name="progress">Hears how far the work is.</param>
    public static Execution With(int? threads = null, CancellationToken cancellation = default, IProgress<StepProgress>? progress = null)
        => new()
        {
            ThreadCount = threads ?? Environment.ProcessorCount,
            Cancellation = cancellation,
            Progress = progress,
        };

    /// <summary>Tells the listener, if there is one, how far a step is.</summary>
    public void Report(string step, double fraction) => Progress?.Report(new StepProgress(step, fraction));
}
