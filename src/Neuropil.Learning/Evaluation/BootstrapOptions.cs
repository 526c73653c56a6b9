using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>How bootstrap intervals are drawn.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How many samples are drawn; at least 1. Default 2,000.</summary>
    public int ResampleCount { get; init => field = Require.AtLeast(value, 1); } = 2000;

    /// <summary>The share of samples inside the interval; more than 0, at most 1. Default 0.95.</summary>
    public double ConfidenceLevel { get; init => field = Require.MoreThanUpTo(value, 0, 1); } = 0.95;

    /// <summary>The same seed gives the same samples. Default 42.</summary>
    public long Seed { get; init; } = 42;
}
