namespace Neuropil.Pipeline;

/// <summary>What a cluster's scheduler tells of one part of a job.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Id">The job's number, the same for all its parts.</param>
/// <param name="Part">Which part, from 1.</param>
/// <param name="Phase">Where it is, or how it ended.</param>
/// <param name="Detail">The scheduler's own words: state, exit code, reason, machine.</param>
/// <param name="ExitCode">What its program ended with; negative: the signal that ended it; null: not known.</param>
public sealed record JobPart(string Name, string Id, int Part, JobPhase Phase, string Detail, int? ExitCode = null)
{
    /// <summary>Whether it waits or works.</summary>
    public bool IsLive => Phase is JobPhase.Queued or JobPhase.Running;
}
