namespace Neuropil.Pipeline;

/// <summary>Brings the outputs of a graph of units up to date, recomputing only what changed.</summary>
/// <param name="artifactsFolder">Where the store and the newest results live; made where it is missing.</param>
public sealed class PipelineRunner(string artifactsFolder)
{
    /// <summary>Where the store and the newest results live.</summary>
    public string ArtifactsFolder { get; } = Path.GetFullPath(artifactsFolder);

    /// <summary>Runs the units of the named stages and all that they depend on.</summary>
    /// <param name="graph">Every unit, in an order in which each comes after those it depends on.</param>
    /// <param name="stages">The stages that are wanted.</param>
    /// <param name="options">How to run.</param>
    /// <param name="listener">Hears what is done.</param>
    /// <exception cref="ArgumentException">The graph does not hold together, or a stage is not in it.</exception>
    public RunReport Run(IReadOnlyList<Unit> graph, IReadOnlyCollection<string> stages, RunOptions options, IRunListener listener)
        => throw new NotImplementedException();
}
