namespace Neuropil.Study;

/// <summary>What a run does with the shared cache.</summary>
public enum CacheMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>It looks for results.</summary>
    Read,

    /// <summary>It looks for results and puts its own.</summary>
    ReadWrite,
}
