using Neuropil.Pipeline;

namespace Neuropil.Synapses;

/// <summary>The study as a graph of units, in order.</summary>
public static class PipelineGraph
{
    /// <summary>Every unit of the study under these settings, dependencies first.</summary>
    public static IReadOnlyList<Unit> Create(StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [];
    }
}
