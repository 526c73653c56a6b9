namespace Neuropil.Study;

/// <summary>What leaves a synapse out.</summary>
public sealed record CleanSettings
{
    /// <summary>How many interquartile ranges beyond a quartile an area may lie; at least 0.</summary>
    public required double InterquartileFactor { get; init; }
}
