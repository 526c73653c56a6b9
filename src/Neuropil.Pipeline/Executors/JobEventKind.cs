namespace Neuropil.Pipeline;

/// <summary>What happened to a unit in a job.</summary>
internal enum JobEventKind
{
    /// <summary>The job began with it.</summary>
    Begun,

    /// <summary>It is recorded.</summary>
    Done,

    /// <summary>It failed by an error of its own; again would be the same.</summary>
    Failed,

    /// <summary>An input of it is damaged in the store.</summary>
    Damaged,

    /// <summary>Memory was not enough; with more it may do.</summary>
    OutOfMemory,
}
