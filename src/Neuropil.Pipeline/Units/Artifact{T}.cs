namespace Neuropil.Pipeline;

/// <summary>A file that a unit leaves, and what it holds.</summary>
/// <typeparam name="T">What the file holds.</typeparam>
/// <param name="publishedPath">Where the newest content appears, below the artifacts folder, with forward slashes: <c>cluster/as/clusters.csv</c>.</param>
/// <param name="codec">How it is written and read.</param>
/// <param name="locked">Whether the lock holds its content hash: true for tables and models, false for pictures.</param>
public sealed class Artifact<T>(string publishedPath, Codec<T> codec, bool locked = true) : Artifact(publishedPath, locked)
{
    internal Codec<T> Codec { get; } = codec;

    internal override Delegate Reader => Codec.Read;

    internal override Delegate Writer => Codec.Write;
}
