using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>An imported classifier, alone or at the end of a Pipeline.</summary>
/// <param name="Path">Where it stood.</param>
/// <param name="PythonClass">KNeighborsClassifier, RandomForestClassifier or XGBClassifier.</param>
/// <param name="Steps">What a Pipeline did to points before it; empty elsewhere.</param>
/// <param name="Model">The model. Labels that were no integers are numbered from 0.</param>
/// <param name="Labels">The labels as Python prints them, in the order of the model's classes.</param>
public sealed record ImportedClassifier(
    string Path, string PythonClass, IReadOnlyList<ImportedTransform> Steps, IClassifier Model, IReadOnlyList<string> Labels)
    : ImportedPiece(Path, PythonClass, Steps.Count > 0 ? Steps[0].FeatureNames : Model.FeatureNames)
{
    /// <summary>How many columns points have before its own steps.</summary>
    public int FeatureCount => Steps.Count > 0 ? Steps[0].FeatureCount : Model.FeatureCount;

    /// <summary>The probability of each class for each point, its own steps taken first; columns in the order of <see cref="Labels"/>.</summary>
    /// <param name="points">As the Pipeline or the model takes them.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    public Matrix PredictProbabilities(Matrix points, Execution? execution = null)
        => Model.PredictProbabilities(Steps.Aggregate(points, (current, step) => step.Transform(current)), execution);
}
