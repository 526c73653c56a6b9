namespace Neuropil.Report;

/// <summary>True clusters against predicted ones; rejections stand apart.</summary>
/// <param name="Model">The model's short name.</param>
/// <param name="Estimate">How it was judged.</param>
/// <param name="Labels">The classes, noise as −1.</param>
/// <param name="Counts">Row: true class; column: predicted class.</param>
/// <param name="Rejected">Rejected, by true class; null where they were counted as noise.</param>
internal sealed record PageConfusion(string Model, ModelEstimate Estimate, IReadOnlyList<int> Labels, IReadOnlyList<IReadOnlyList<int>> Counts, IReadOnlyList<int>? Rejected);
