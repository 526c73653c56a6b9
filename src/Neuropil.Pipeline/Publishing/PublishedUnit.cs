using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>A unit in <c>run.json</c>.</summary>
/// <param name="Key">The hash of its key.</param>
/// <param name="Milliseconds">How long it worked when its results were made.</param>
/// <param name="Options">Its parameters.</param>
/// <param name="Outputs">The content hash of each published file, by its path.</param>
internal sealed record PublishedUnit(string Key, long Milliseconds, JsonObject Options, IReadOnlyDictionary<string, string> Outputs);
