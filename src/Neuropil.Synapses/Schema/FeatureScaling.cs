namespace Neuropil.Synapses;

/// <summary>How a feature is scaled before it is weighted.</summary>
public enum FeatureScaling
{
    /// <summary>By median and interquartile range.</summary>
    Robust,

    /// <summary>By mean and standard deviation.</summary>
    Zscore,

    /// <summary>Not at all.</summary>
    None,
}
