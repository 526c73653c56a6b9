using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>How synapses become feature vectors.</summary>
public sealed record FeatureOptions
{
    /// <summary>The scaling, before the weights. Default: none.</summary>
    public FeatureScaling Scaling { get; init => field = Require.Defined(value); } = FeatureScaling.None;

    /// <summary>The weight of the three coordinates; 0 or more. Default: 0.2.</summary>
    public double CoordinateWeight { get; init => field = Require.Finite(Require.AtLeast(value, 0)); } = 0.2;

    /// <summary>The weight of the two areas; 0 or more. Default: 1.</summary>
    public double MorphologyWeight { get; init => field = Require.Finite(Require.AtLeast(value, 0)); } = 1;
}
