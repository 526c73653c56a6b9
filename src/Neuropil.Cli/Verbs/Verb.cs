namespace Neuropil.Cli;

/// <summary>One verb of the command: what it is called, what it takes, what it does.</summary>
internal abstract class Verb
{
    /// <summary>One or two words, as <c>umap fit</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line.</summary>
    public abstract string Summary { get; }

    /// <summary>What comes without dashes, in order.</summary>
    public abstract IReadOnlyList<(string Name, string Description)> Files { get; }

    public abstract IReadOnlyList<VerbOption> Options { get; }

    /// <summary>How many of <see cref="Files"/> are read.</summary>
    public virtual int InputCount => Files.Count;

    /// <summary>Does it. Files go through <paramref name="outputs"/>, so that a failure leaves none.</summary>
    public abstract void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation);
}
