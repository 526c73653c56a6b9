namespace Neuropil.Synapses;

/// <summary>What is done to a feature before it is scaled.</summary>
public enum FeatureTransform
{
    /// <summary>Nothing.</summary>
    Identity,

    /// <summary>The natural logarithm; for numbers above 0.</summary>
    Log,

    /// <summary>The square root; for numbers of 0 or more.</summary>
    Sqrt,
}
