namespace Neuropil.Pipeline;

/// <summary>What a recomputation of everything showed.</summary>
/// <param name="Run">The recomputation itself.</param>
/// <param name="ComparedCount">How many outputs were compared.</param>
/// <param name="Differences">Those that came out different, in the order of the graph: the first is the one to look at.</param>
public sealed record ReproductionReport(RunReport Run, int ComparedCount, IReadOnlyList<ArtifactDifference> Differences)
{
    /// <summary>Whether every output came out as the lock has it.</summary>
    public bool Succeeded => Run.Succeeded && Differences.Count == 0;
}
