namespace Neuropil.Pipeline;

/// <summary>What a unit is given to work with.</summary>
public abstract class UnitContext
{
    private readonly UnitWork work;

    private protected UnitContext(UnitWork work) => this.work = work;

    /// <summary>The unit that runs.</summary>
    public UnitId Id => work.Unit.Id;

    /// <summary>How many threads the unit may use. The result must not depend on it.</summary>
    public int ThreadCount => work.ThreadCount;

    /// <summary>Asks the unit to stop with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation => work.Cancellation;

    /// <summary>Hears how far the unit is: the step in words, and the part of it that is done, 0 to 1. May be called from any thread.</summary>
    public IProgress<(string Step, double Fraction)> Progress => work.Progress;

    /// <summary>Reads an input.</summary>
    /// <exception cref="ArgumentException">It is no input of this unit.</exception>
    public T Read<T>(Artifact<T> input)
    {
        using FileStream stream = new(work.PathOf(input), FileMode.Open, FileAccess.Read, FileShare.Read);
        return input.Codec.Read(stream, input.File.PublishedPath);
    }

    /// <summary>The content hash of an input: SHA-256, 64 hexadecimal digits.</summary>
    /// <exception cref="ArgumentException">It is no input of this unit.</exception>
    public string HashOf(Artifact input) => work.HashOf(input);

    /// <inheritdoc cref="HashOf(Artifact)" />
    public string HashOf(ArtifactHash input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return HashOf(input.Artifact);
    }

    /// <summary>Whether a file is there; false for an optional one that is missing and for null.</summary>
    public bool Has(FileInput? input) => input is not null && work.Has(input);

    /// <summary>Where a file of the user's is: for a reader that wants a path, and for messages. It never enters an output.</summary>
    /// <exception cref="ArgumentException">It is no input of this unit.</exception>
    /// <exception cref="FileNotFoundException">The file is optional and absent.</exception>
    public string PathOf(FileInput input) => work.PathOf(input);

    /// <summary>What stands for the place of a file in messages and errors of this unit.</summary>
    /// <exception cref="ArgumentException">It is no label of this unit.</exception>
    public string NameOf(FileLabel label) => work.NameOf(label);

    /// <summary>Writes an output.</summary>
    /// <exception cref="ArgumentException">It is no output of this unit.</exception>
    public void Write<T>(Artifact<T> output, T value)
    {
        ArgumentNullException.ThrowIfNull(output);
        using Stream stream = work.Create(output);
        output.Codec.Write(stream, value);
    }

    /// <summary>Tells the user of something doubtful. Recorded with the result and told again whenever it is reused.</summary>
    public void Warn(string message) => work.Tell(MessageKind.Warning, message);

    /// <summary>Tells the user something worth knowing. Recorded with the result and told again whenever it is reused.</summary>
    public void Note(string message) => work.Tell(MessageKind.Note, message);
}
