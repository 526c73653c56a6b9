namespace Neuropil.Pipeline;

/// <summary>The content hash of an artifact as an input: of a unit that names the file and does not read it.</summary>
/// <param name="Artifact">The artifact.</param>
public sealed record ArtifactHash(Artifact Artifact);
