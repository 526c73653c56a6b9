namespace Neuropil.Pipeline;

/// <summary>A file that a unit leaves, as a handle: what other units name as an input. What it holds is known by its type.</summary>
public abstract class Artifact
{
    private readonly string publishedPath;
    private readonly bool locked;
    private (UnitId Unit, UnitOutput File)? bound;

    private protected Artifact(string publishedPath, bool locked)
    {
        this.publishedPath = publishedPath;
        this.locked = locked;
    }

    internal UnitId Unit => Bound.Unit;

    internal UnitOutput File => Bound.File;

    internal string Name => File.Name;

    internal abstract Delegate Reader { get; }

    internal abstract Delegate Writer { get; }

    private (UnitId Unit, UnitOutput File) Bound => bound
        ?? throw new InvalidOperationException($"The artifact '{publishedPath}' is an output of no unit; declare it among the outputs of one first.");

    /// <summary>Notes whose output this is, once.</summary>
    internal void Bind(UnitId unit, string name)
        => bound = bound is null
            ? (unit, new UnitOutput(name, publishedPath, locked))
            : throw new ArgumentException($"{unit} declares '{publishedPath}' as its output, which is {Unit}'s already.");
}
