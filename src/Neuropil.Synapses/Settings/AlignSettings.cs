namespace Neuropil.Synapses;

/// <summary>How neurons are aligned.</summary>
public sealed record AlignSettings
{
    /// <summary>An axis whose correlation with its own coordinate is smaller in size gets a warning; 0 to 1.</summary>
    public required double WeakCorrelation { get; init; }
}
