namespace Neuropil.Pipeline;

/// <summary>
/// One step of the pipeline, declared as data: what decides its result, what it reads, what it leaves, and the function that makes it.
/// Two units with the same key (name, format version, options, content of the inputs, code that the function can reach) leave the same
/// outputs.
/// </summary>
public abstract class Unit
{
    private protected Unit(UnitId id, int formatVersion, IReadOnlyList<KeyField> options, IReadOnlyList<KeyField> orders)
    {
        Id = id;
        FormatVersion = formatVersion;
        Options = options;
        Orders = orders;
    }

    /// <summary>The name of the unit, unique in its graph.</summary>
    public UnitId Id { get; }

    /// <summary>The units whose outputs it reads.</summary>
    public IReadOnlyList<UnitId> Dependencies => field ??= [.. ArtifactInputs.Select(input => input.Artifact.Unit).Distinct()];

    /// <summary>The files that it leaves.</summary>
    public IReadOnlyList<UnitOutput> OutputFiles => field ??= [.. Artifacts.Select(artifact => artifact.File)];

    internal int FormatVersion { get; }

    internal IReadOnlyList<KeyField> Options { get; }

    // In which order the items of each ByName among the inputs come.
    internal IReadOnlyList<KeyField> Orders { get; }

    internal IReadOnlyList<ArtifactInput> ArtifactInputs { get; private protected init; } = [];

    internal IReadOnlyList<NamedFile> FileInputs { get; private protected init; } = [];

    internal IReadOnlyList<NamedLabel> Labels { get; private protected init; } = [];

    internal IReadOnlyList<Artifact> Artifacts { get; private protected init; } = [];

    // The functions in which the code that decides the result begins: the unit's own, and the codecs of what it reads and leaves.
    internal IReadOnlyList<Delegate> CodeRoots { get; private protected init; } = [];

    /// <summary>Declares a unit.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="options">Every parameter that decides the result, the seed among them: an immutable record of numbers, texts, lists and such records. It enters the key whole, and the function gets this very record.</param>
    /// <param name="inputs">What it reads: a record of <see cref="Artifact{T}"/>, <see cref="ArtifactHash"/>, <see cref="FileInput"/>, <see cref="FileLabel"/>, <see cref="ByName{T}"/> of these, and records of these. A property that is null is left out.</param>
    /// <param name="outputs">What it leaves: a record of new <see cref="Artifact{T}"/>s, named after their properties. The function must write every one.</param>
    /// <param name="run">Makes the outputs from options and inputs. It captures nothing. An exception fails the unit; its message is shown to the user.</param>
    /// <param name="formatVersion">Raise it when the outputs change their form and no reachable code shows it.</param>
    /// <exception cref="ArgumentException">The function captures something, or a record holds what cannot enter a key.</exception>
    public static Unit<TOutputs> Of<TOptions, TInputs, TOutputs>(
        UnitId id,
        TOptions options,
        TInputs inputs,
        TOutputs outputs,
        Action<TOptions, UnitContext<TInputs, TOutputs>> run,
        int formatVersion = 1)
        where TOptions : notnull
        where TInputs : notnull
        where TOutputs : notnull
        => new TypedUnit<TOptions, TInputs, TOutputs>(id, options, inputs, outputs, run, formatVersion);

    internal abstract void Run(UnitWork work);
}
