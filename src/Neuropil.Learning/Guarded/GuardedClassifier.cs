using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// A classifier behind a one-class SVM, both behind a scaler: points of the embedding are scaled, the SVM says which lie outside, the
/// classifier answers the rest. Immutable; a point's answer depends on the model and that point only.
/// </summary>
public sealed class GuardedClassifier
{
    /// <summary>The label of a point that belongs to no cluster.</summary>
    public const int Noise = -1;

    private GuardedClassifier(LearnerKind kind, RobustScaler scaler, OneClassSvmModel svm, IClassifier classifier)
    {
        Kind = kind;
        Scaler = scaler;
        Svm = svm;
        Classifier = classifier;
    }

    /// <summary>The learner.</summary>
    public LearnerKind Kind { get; }

    /// <summary>Fitted on the training part of the embedding.</summary>
    public RobustScaler Scaler { get; }

    /// <summary>Fitted on the scaled training points.</summary>
    public OneClassSvmModel Svm { get; }

    /// <summary>Fitted on the scaled training points and their clusters.</summary>
    public IClassifier Classifier { get; }

    /// <summary>Fits scaler, SVM and classifier.</summary>
    /// <param name="embedding">n × d, the training part.</param>
    /// <param name="labels">n clusters as files count them: from 1, noise −1.</param>
    /// <param name="options">The learner and its parameters.</param>
    /// <param name="execution">Never changes the result.</param>
    public static GuardedClassifier Fit(Matrix embedding, int[] labels, GuardedClassifierOptions options, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        RobustScaler scaler = RobustScaler.Fit(embedding);
        Matrix points = scaler.Transform(embedding);
        OneClassSvmModel svm = OneClassSvm.Fit(points, options.Outliers, execution);
        return new GuardedClassifier(options.Kind, scaler, svm, FitClassifier(points, labels, options, execution));
    }

    /// <summary>Puts pieces together that were fitted elsewhere.</summary>
    /// <exception cref="ArgumentException">They take points of different widths.</exception>
    public static GuardedClassifier Of(LearnerKind kind, RobustScaler scaler, OneClassSvmModel svm, IClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        ArgumentNullException.ThrowIfNull(svm);
        ArgumentNullException.ThrowIfNull(classifier);
        return scaler.Centers.Count == svm.FeatureCount && svm.FeatureCount == classifier.FeatureCount
            ? new GuardedClassifier(kind, scaler, svm, classifier)
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The classifier takes points of {classifier.FeatureCount} columns, the SVM of {svm.FeatureCount}, the scaler of {scaler.Centers.Count}; expected the same of all."),
                nameof(classifier));
    }

    /// <summary>Answers points of the embedding.</summary>
    /// <param name="embedding">m × d, in the units of the embedding.</param>
    /// <param name="execution">Never changes the result.</param>
    public GuardedPredictions Predict(Matrix embedding, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        Matrix points = Scaler.Transform(embedding);
        double[] decisions = Svm.Decisions(points, execution);
        Matrix probabilities = Classifier.PredictProbabilities(points, execution);
        return GuardedPredictions.Of(decisions, probabilities, Classifier.Classes);
    }

    /// <summary>Writes the model as fields of a larger one.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Text("learner", Kind.ShortName());
        writer.Integers("labels", Classifier.Classes);
        writer.Nested("scaler", Scaler.Write);
        writer.Nested("svm", Svm.Write);
        writer.Nested("classifier", nested => WriteClassifier(Classifier, nested));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A piece is missing or does not fit the others.</exception>
    public static GuardedClassifier Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        LearnerKind kind = LearnerKinds.Named(reader.Text("learner")) ?? throw reader.Bad("learner", "is none of KNN, RF, XGB");
        int[] labels = reader.Integers("labels");
        RobustScaler scaler = RobustScaler.Read(reader.Nested("scaler"));
        OneClassSvmModel svm = OneClassSvmModel.Read(reader.Nested("svm"));
        IClassifier classifier = ReadClassifier(kind, reader.Nested("classifier"));
        if (!classifier.Classes.SequenceEqual(labels))
        {
            throw reader.Bad("labels", "are not the classifier's classes in their order");
        }

        try
        {
            return Of(kind, scaler, svm, classifier);
        }
        catch (ArgumentException mismatch)
        {
            throw reader.Bad("classifier", "does not fit the scaler and the SVM: " + mismatch.Message);
        }
    }

    private static IClassifier FitClassifier(Matrix points, int[] labels, GuardedClassifierOptions options, Execution? execution)
        => options.Kind switch
        {
            LearnerKind.Knn => KNearestNeighbors.Fit(points, labels, ChooseNeighbors(points, labels, options.Neighbors, execution), execution),
            LearnerKind.Rf => RandomForest.Fit(points, labels, options.Forest, execution),
            LearnerKind.Xgb => GradientBoosting.Fit(points, labels, options.Boosting, execution),
            _ => throw new NotSupportedException($"There is no learner {options.Kind}."),
        };

    /// <summary>The number of neighbours and the metric that cross-validation finds best; counts beyond the smallest fold are left out.</summary>
    private static KNearestNeighborsOptions ChooseNeighbors(Matrix points, int[] labels, NeighborSearchOptions options, Execution? execution)
    {
        FoldSet folds = StratifiedFolds.InOrder(labels, Math.Min(options.FoldCount, labels.Length));
        int most = Math.Min(options.MaxNeighborCount, folds.Folds.Min(fold => fold.TrainingRows.Length));
        KNearestNeighborsGrid grid = new()
        {
            NeighborCounts = [.. Enumerable.Range(1, most).Where(count => count % 2 == 1)],
            Metrics = options.Metrics,
            Weights = options.Weights,
        };
        return GridSearch.OverNeighbors(points, labels, grid, folds.Folds, execution).Best.Options;
    }

    private static void WriteClassifier(IClassifier classifier, ModelWriter writer)
    {
        switch (classifier)
        {
            case KNearestNeighborsModel model:
                model.Write(writer);
                break;
            case RandomForestModel model:
                model.Write(writer);
                break;
            case GradientBoostingModel model:
                model.Write(writer);
                break;
            default:
                throw new NotSupportedException($"A {classifier.GetType().Name} cannot be written into a bundle.");
        }
    }

    private static IClassifier ReadClassifier(LearnerKind kind, ModelReader reader) => kind switch
    {
        LearnerKind.Knn => KNearestNeighborsModel.Read(reader),
        LearnerKind.Rf => RandomForestModel.Read(reader),
        LearnerKind.Xgb => GradientBoostingModel.Read(reader),
        _ => throw new NotSupportedException($"There is no learner {kind}."),
    };
}
