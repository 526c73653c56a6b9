namespace Neuropil.Pipeline;

/// <summary>A file that a unit leaves.</summary>
/// <param name="Name">The name by which the unit and its dependants ask for it, unique in the unit.</param>
/// <param name="PublishedPath">Where the newest content appears, below the artifacts folder, with forward slashes: <c>cluster/as/clusters.csv</c>.</param>
/// <param name="Locked">Whether the lock holds its content hash: true for tables and models, false for pictures.</param>
public sealed record UnitOutput(string Name, string PublishedPath, bool Locked = true);
