using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What an imported bundle says of points.</summary>
/// <param name="Labels">A label a point; −1 for what the bundle's one-class SVM takes for an outlier.</param>
/// <param name="Classes">The classes' labels.</param>
/// <param name="Probabilities">A row a point, a column a class: what the classifier alone says, outlier or not.</param>
/// <param name="Decisions">The one-class SVM's decisions; null where the bundle has none.</param>
public sealed record ImportedPrediction(
    IReadOnlyList<string> Labels, IReadOnlyList<string> Classes, Matrix Probabilities, IReadOnlyList<double>? Decisions);
