namespace Neuropil.Report;

/// <summary>A square of correlations.</summary>
/// <param name="Group">The group; empty for all synapses.</param>
/// <param name="Kind">Pearson or Spearman.</param>
/// <param name="Names">The features.</param>
/// <param name="Values">A row and a column a feature; NaN where not known.</param>
internal sealed record PageCorrelation(string Group, string Kind, IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<double>> Values);
