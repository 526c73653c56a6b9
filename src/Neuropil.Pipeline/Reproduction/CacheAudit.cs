namespace Neuropil.Pipeline;

/// <summary>What came out when what a shared cache says was computed anew.</summary>
/// <param name="Run">The run that computed it.</param>
/// <param name="FoundCount">Of how many units the cache had a result.</param>
/// <param name="Differences">What the cache has otherwise than it comes out, the cache's value first.</param>
/// <param name="Told">What was wrong with the cache's answers; null where nothing was.</param>
public sealed record CacheAudit(RunReport Run, int FoundCount, IReadOnlyList<ArtifactDifference> Differences, string? Told)
{
    /// <summary>Whether the cache had results, and all are as they come out.</summary>
    public bool IsTrue => Run.Succeeded && FoundCount > 0 && Differences.Count == 0 && Told is null;
}
