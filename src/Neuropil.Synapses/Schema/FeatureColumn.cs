namespace Neuropil.Synapses;

/// <summary>A column that is a feature.</summary>
/// <param name="Name">The column.</param>
/// <param name="Least">The least value that a cell may have; null: any.</param>
public sealed record FeatureColumn(string Name, double? Least);
