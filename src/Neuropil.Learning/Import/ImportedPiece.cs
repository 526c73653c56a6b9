namespace Neuropil.Learning;

/// <summary>One fitted estimator of an imported file.</summary>
/// <param name="Path">Where it stood, as <c>['svm']</c> or <c>.best_estimator_</c>; empty for the file's only object.</param>
/// <param name="PythonClass">Its class there, as <c>OneClassSVM</c>.</param>
public abstract record ImportedPiece(string Path, string PythonClass);
