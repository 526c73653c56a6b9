namespace Neuropil.Pipeline;

/// <summary>What a unit is given to work with.</summary>
public sealed class UnitContext
{
    private readonly Unit unit;
    private readonly IReadOnlyDictionary<string, string> inputPaths;
    private readonly string outputFolder;
    private readonly Action<UnitMessage> tell;

    internal UnitContext(
        Unit unit,
        IReadOnlyDictionary<string, string> inputPaths,
        string outputFolder,
        Action<UnitMessage> tell,
        IProgress<(string Step, double Fraction)> progress,
        int threadCount,
        CancellationToken cancellation)
    {
        this.unit = unit;
        this.inputPaths = inputPaths;
        this.outputFolder = outputFolder;
        this.tell = tell;
        Progress = progress;
        ThreadCount = threadCount;
        Cancellation = cancellation;
    }

    /// <summary>The unit that runs.</summary>
    public UnitId Id => unit.Id;

    /// <summary>The unit's seed.</summary>
    /// <exception cref="InvalidOperationException">The unit declares none.</exception>
    public long Seed => unit.Seed ?? throw new InvalidOperationException($"{Id} asks for a seed but declares none.");

    /// <summary>How many threads the unit may use. The result must not depend on it.</summary>
    public int ThreadCount { get; }

    /// <summary>Asks the unit to stop with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Hears how far the unit is: the step in words, and the part of it that is done, 0 to 1. May be called from any thread.</summary>
    public IProgress<(string Step, double Fraction)> Progress { get; }

    /// <summary>Whether an optional input is there.</summary>
    public bool HasInput(string name) => inputPaths.ContainsKey(Declared(name).Name);

    /// <summary>
    /// Where to read an input. For a file of the user's this is its own path; for another unit's output it is a file in the store,
    /// without an extension, never to be written to.
    /// </summary>
    /// <exception cref="ArgumentException">The unit declares no such input.</exception>
    /// <exception cref="FileNotFoundException">The input is optional and absent.</exception>
    public string InputPath(string name) => inputPaths.TryGetValue(Declared(name).Name, out string? path)
        ? path
        : throw new FileNotFoundException($"{Id}: the optional input '{name}' is absent; ask HasInput first.");

    /// <summary>Where to write an output: a scratch file whose name ends as the published one.</summary>
    /// <exception cref="ArgumentException">The unit declares no such output.</exception>
    public string OutputPath(string name)
    {
        UnitOutput output = unit.Outputs.FirstOrDefault(output => output.Name == name)
            ?? throw new ArgumentException($"{Id} declares no output '{name}'.", nameof(name));
        return ScratchPath(outputFolder, output);
    }

    /// <summary>Tells the user of something doubtful. Recorded with the result and told again whenever it is reused.</summary>
    public void Warn(string message) => tell(new UnitMessage(MessageKind.Warning, message));

    /// <summary>Tells the user something worth knowing. Recorded with the result and told again whenever it is reused.</summary>
    public void Note(string message) => tell(new UnitMessage(MessageKind.Note, message));

    internal static string ScratchPath(string folder, UnitOutput output)
        => Path.Combine(folder, output.Name + Path.GetExtension(output.PublishedPath));

    private UnitInput Declared(string name) => unit.Inputs.FirstOrDefault(input => input.Name == name)
        ?? throw new ArgumentException($"{Id} declares no input '{name}'.", nameof(name));
}
