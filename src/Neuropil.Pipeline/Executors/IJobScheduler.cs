namespace Neuropil.Pipeline;

/// <summary>
/// The scheduler of a cluster: takes jobs, tells how they are, cancels them. It need not be trusted: what counts is the record that a
/// job leaves in the store. Calls come one at a time. A scheduler is one class that does this.
/// </summary>
public interface IJobScheduler
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    /// <summary>The most parts that a job can have.</summary>
    int LargestJob { get; }

    /// <summary>How many processors a part works on.</summary>
    int ProcessorCount { get; }

    /// <summary>Whether jobs go on when the process that asked for them ends.</summary>
    bool OutlivesController { get; }

    /// <summary>How long a part should last at least: short units are bundled until they do.</summary>
    TimeSpan ShortestPart { get; }

    /// <summary>The longest time to ask for first; null: told by earlier runs.</summary>
    TimeSpan? Time { get; }

    /// <summary>The memory to ask for first, in MB; null: told by earlier runs.</summary>
    int? Megabytes { get; }

    /// <summary>Asks for a job and gives its number.</summary>
    /// <exception cref="JobRefusedException">The scheduler did not take it; the exception says whether to ask again.</exception>
    string Submit(JobRequest job);

    /// <summary>Tells every part of jobs whose names begin so, in one query: those that live, and of the jobs named those that ended, where it remembers them.</summary>
    /// <param name="prefix">How the names begin.</param>
    /// <param name="jobs">Numbers by name of jobs whose end is asked for.</param>
    /// <exception cref="JobRefusedException">The scheduler does not answer.</exception>
    IReadOnlyList<JobPart> Query(string prefix, IReadOnlyDictionary<string, string> jobs);

    /// <summary>Cancels jobs by number, or one part of a job as <c>NUMBER_PART</c>.</summary>
    /// <exception cref="JobRefusedException">The scheduler does not answer.</exception>
    void Cancel(IReadOnlyCollection<string> ids);

    /// <summary>What a user can do about a failure, in this scheduler's own words; empty where there is nothing to say.</summary>
    /// <param name="phase">How the part ended.</param>
    /// <param name="exitCode">What its program ended with.</param>
    string Remedy(JobPhase phase, int? exitCode);
}
