namespace Neuropil.Report;

/// <summary>What the exploration of the data found.</summary>
/// <param name="Correlations">Correlations of the features, overall and by group.</param>
/// <param name="Drift">New against historical synapses, a row a feature and group.</param>
/// <param name="Tables">Further tables: descriptions, counts, quantiles.</param>
internal sealed record PageExplore(IReadOnlyList<PageCorrelation> Correlations, IReadOnlyList<FeatureDrift> Drift, IReadOnlyList<PageRows> Tables);
