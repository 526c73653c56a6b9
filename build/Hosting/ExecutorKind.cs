namespace Neuropil.Build;

/// <summary>Where units run.</summary>
internal enum ExecutorKind
{
    /// <summary>In this process.</summary>
    Local,

    /// <summary>Each few in a process of their own, on this machine.</summary>
    Process,

    /// <summary>As jobs of the lab's Slurm.</summary>
    Slurm,
}
