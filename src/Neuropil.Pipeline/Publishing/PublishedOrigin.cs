using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>What the results of a unit in <c>run.json</c> were made from.</summary>
/// <param name="Options">Its parameters.</param>
/// <param name="Inputs">The content hash of each input, by its name.</param>
/// <param name="Code">The identity of each assembly that it reaches; empty where an earlier version wrote the file.</param>
internal sealed record PublishedOrigin(JsonObject Options, IReadOnlyDictionary<string, string> Inputs, IReadOnlyDictionary<string, string> Code);
