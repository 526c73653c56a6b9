namespace Neuropil.Pipeline;

/// <summary>An output that did not come out as the lock has it.</summary>
/// <param name="Unit">The unit that makes it, as it prints.</param>
/// <param name="Path">Where it is published, below the artifacts folder.</param>
/// <param name="Where">What differs first, in words: line, column, and the values where both are known.</param>
public sealed record ArtifactDifference(string Unit, string Path, string Where)
{
    /// <summary>One line: <c>embed[pv]: embed/pv/embedding.csv differs from the lock, first in line 17, column UMAP_1: …</c>.</summary>
    public override string ToString() => $"{Unit}: {Path} {Where}";
}
