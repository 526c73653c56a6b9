namespace Neuropil.Study;

/// <summary>How data without clusters are made.</summary>
internal enum NullKind
{
    /// <summary>Every column permuted within each neuron.</summary>
    Permuted,

    /// <summary>One population: a single mode in every column, the group's rank correlations.</summary>
    OnePopulation,
}
