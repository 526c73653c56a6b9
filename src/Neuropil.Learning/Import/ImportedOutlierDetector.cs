using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>An imported OneClassSVM, alone or at the end of a Pipeline.</summary>
/// <param name="Path">Where it stood.</param>
/// <param name="PythonClass">OneClassSVM.</param>
/// <param name="Steps">What a Pipeline did to points before it; empty elsewhere.</param>
/// <param name="Model">The model; it is not calibrated, for its training decisions are not in the file.</param>
public sealed record ImportedOutlierDetector(string Path, string PythonClass, IReadOnlyList<ImportedTransform> Steps, OneClassSvmModel Model)
    : ImportedPiece(Path, PythonClass, Steps.Count > 0 ? Steps[0].FeatureNames : Model.FeatureNames)
{
    /// <summary>How many columns points have before its own steps.</summary>
    public int FeatureCount => Steps.Count > 0 ? Steps[0].FeatureCount : Model.FeatureCount;

    /// <summary>The decision for each point, its own steps taken first.</summary>
    /// <param name="points">As the Pipeline or the model takes them.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    public double[] Decisions(Matrix points, Execution? execution = null)
        => Model.Decisions(Steps.Aggregate(points, (current, step) => step.Transform(current)), execution);
}
