using System.Reflection;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>
/// One step of the pipeline, declared as data: what it reads, what it leaves, what decides its result, and the code that makes it.
/// Two units with the same key (identity, format version, options, inputs, seed, code) have the same outputs.
/// </summary>
public sealed record Unit
{
    /// <summary>The name of the unit, unique in its graph.</summary>
    public required UnitId Id { get; init; }

    /// <summary>The version of what the unit writes; raise it when the outputs change their form and no declared assembly shows it.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>Every parameter that decides the result; compared by value, whatever the order of its properties.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>What the unit reads. It may read nothing else.</summary>
    public IReadOnlyList<UnitInput> Inputs { get; init; } = [];

    /// <summary>What the unit leaves. It must write every one of them.</summary>
    public IReadOnlyList<UnitOutput> Outputs { get; init; } = [];

    /// <summary>The seed of the unit's randomness; null where it has none.</summary>
    public long? Seed { get; init; }

    /// <summary>The assemblies whose code decides the result; each carries the metadata "CodeIdentity".</summary>
    public IReadOnlyList<Assembly> Code { get; init; } = [];

    /// <summary>Makes the outputs from the inputs. An exception fails the unit; its message is shown to the user.</summary>
    public required Action<UnitContext> Run { get; init; }
}
