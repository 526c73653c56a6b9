using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>What a synthetic study looks like.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Historical synapses; at least 100. Default: 764, as many as the study has.</summary>
    public int Rows { get; init => field = Require.AtLeast(value, 100); } = 764;

    /// <summary>New synapses, on the same neurons; at least 1. Default: 30.</summary>
    public int NewRows { get; init => field = Require.AtLeast(value, 1); } = 30;

    /// <summary>The seed: the same seed gives the same bytes.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>The file format. Default: xlsx.</summary>
    public SynthesisFormat Format { get; init => field = Require.Defined(value); } = SynthesisFormat.Xlsx;
}
