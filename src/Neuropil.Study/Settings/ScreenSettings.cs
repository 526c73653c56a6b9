namespace Neuropil.Study;

/// <summary>What leaves a synapse out.</summary>
public sealed record ScreenSettings
{
    /// <summary>How many interquartile ranges beyond a quartile a feature may lie; at least 0.</summary>
    [Setting("InterquartileFactor", "A synapse is left out if a feature lies further than this many interquartile ranges beyond a quartile.", Least = 0)]
    public double InterquartileFactor { get; init; } = 3;
}
