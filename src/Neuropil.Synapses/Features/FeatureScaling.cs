namespace Neuropil.Synapses;

/// <summary>How features are scaled before they are weighted.</summary>
public enum FeatureScaling
{
    /// <summary>Not at all: µm and µm², as the study's clusters were found.</summary>
    None,

    /// <summary>By median and interquartile range.</summary>
    Robust,
}
