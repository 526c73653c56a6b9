using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>One fitted estimator of an imported file.</summary>
/// <param name="Path">Where it stood, as <c>['svm']</c> or <c>.best_estimator_</c>; empty for the file's only object.</param>
/// <param name="PythonClass">Its class there, as <c>OneClassSVM</c>.</param>
/// <param name="FeatureNames">The names of the columns it takes (<c>feature_names_in_</c>, XGBoost's <c>feature_names</c>), where the file has them.</param>
public abstract record ImportedPiece(string Path, string PythonClass, FeatureNames FeatureNames)
{
    /// <summary>The piece as a sentence names it.</summary>
    internal string Shown => Path.Length == 0 ? PythonClass : $"{PythonClass} at {ForeignText.Shown(Path)}";
}
