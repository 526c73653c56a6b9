namespace Neuropil.Pipeline;

/// <summary>An artifact that a unit reads, by the name of the property that holds it.</summary>
internal sealed record ArtifactInput(string Name, Artifact Artifact);

/// <summary>A file that a unit reads, by the name of the property that holds it.</summary>
internal sealed record NamedFile(string Name, FileInput File);

/// <summary>A place that a unit's messages name, by the name of the property that holds it.</summary>
internal sealed record NamedLabel(string Name, FileLabel Label);
