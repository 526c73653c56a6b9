using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Rows kept out of training, by which boosting watches its loss and stops early.</summary>
/// <param name="Points">n × d, the columns of the training points.</param>
/// <param name="Labels">n labels, each one that training has seen.</param>
/// <param name="Weights">n weights, 0 or more; null: all 1.</param>
public sealed record EvaluationSet(Matrix Points, IReadOnlyList<int> Labels, IReadOnlyList<double>? Weights = null);
