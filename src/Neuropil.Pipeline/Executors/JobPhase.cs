namespace Neuropil.Pipeline;

/// <summary>Where a part of a job is, or how it ended, as the cluster's scheduler tells it.</summary>
public enum JobPhase
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It is at work.</summary>
    Running,

    /// <summary>It ended, and says that all went well. Only the store tells whether it did.</summary>
    Completed,

    /// <summary>Its program ended badly.</summary>
    Failed,

    /// <summary>It took longer than was asked for.</summary>
    OutOfTime,

    /// <summary>It took more memory than was asked for.</summary>
    OutOfMemory,

    /// <summary>Its machine failed, was taken out of service, or was given to others.</summary>
    NodeFailed,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}
