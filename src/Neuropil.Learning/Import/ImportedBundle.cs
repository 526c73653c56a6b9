using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// The fitted estimators of a file that joblib or pickle wrote in Python, as our models: RobustScaler, PCA, OneClassSVM, KNeighborsClassifier,
/// RandomForestClassifier, XGBClassifier and LabelEncoder, alone, in a GridSearchCV, in a Pipeline, or in dictionaries, lists and tuples.
/// </summary>
/// <example><code>
/// using FileStream file = File.OpenRead("bundle.pkl");
/// ImportedBundle bundle = ImportedBundle.Import(file);
/// ImportedPrediction prediction = bundle.Predict(points);
/// </code></example>
/// <remarks>
/// Nothing in the file is executed. A pickle is a program that may name any code; here its instructions build plain data, the classes above (and what scikit-learn, numpy and joblib put
/// around them) are known by name, and every other name is refused.
/// </remarks>
public sealed class ImportedBundle
{
    private const string Format = "neuropil-imported-bundle";

    internal ImportedBundle(IReadOnlyList<ImportedPiece> pieces) => Pieces = pieces;

    /// <summary>What was found, in the order of the file.</summary>
    public IReadOnlyList<ImportedPiece> Pieces { get; }

    /// <summary>The scaler outside of pipelines; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public ImportedTransform? Scaler => One<ImportedTransform>("scaler", piece => piece.Components is null);

    /// <summary>The PCA outside of pipelines; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public ImportedTransform? PrincipalComponents => One<ImportedTransform>("PCA", piece => piece.Components is not null);

    /// <summary>The one-class SVM; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public ImportedOutlierDetector? OutlierDetector => One<ImportedOutlierDetector>("one-class SVM", _ => true);

    /// <summary>The classifier; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public ImportedClassifier? Classifier => One<ImportedClassifier>("classifier", _ => true);

    /// <summary>The label encoder; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public ImportedLabelEncoder? LabelEncoder => One<ImportedLabelEncoder>("label encoder", _ => true);

    /// <summary>Reads a pickle.</summary>
    /// <param name="stream">A file of joblib.dump (plain, or compressed by zlib or gzip) or of pickle.dump (protocols 0 to 5).</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="ModelFormatException">
    /// The file is damaged, names what is not allowed (the message says what), or holds none of the estimators above.
    /// </exception>
    public static ImportedBundle Import(Stream stream, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        name = ForeignText.Escaped(name ?? (stream is FileStream file ? file.Name : "pickle"));
        return new ImportedBundle(PickleConverter.Pieces(stream, name));
    }

    /// <summary>What the bundle says of points whose columns have the names, or the order, that it was fitted on.</summary>
    /// <inheritdoc cref="Predict(Matrix, IReadOnlyList{string}, Execution)"/>
    public ImportedPrediction Predict(Matrix points, Execution? execution = null) => Predict(points, null, execution);

    /// <summary>
    /// What the bundle says of points: scaled by the scaler and turned by the PCA (where there are such), an outlier to the one-class SVM (where there
    /// is one) is <c>-1</c>, everything else is what the classifier says. A bundle with a one-class SVM and no classifier says <c>1</c> of the rest, as scikit-learn.
    /// </summary>
    /// <param name="points">As the first step takes them: the scaler, the PCA, or the model itself.</param>
    /// <param name="featureNames">The names of their columns: each step that knows its own finds them by name. Null: by position.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    /// <remarks>
    /// A label encoder is applied where the classifier's classes are 0, 1, … and as many as the encoder has. A PCA outside of a Pipeline is applied where
    /// the widths allow it, after the scaler if they leave a choice; where the model takes as many columns as the points have and not as many as the PCA
    /// leaves, it was fitted without. Where nothing fits, the bundle is refused.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The bundle has neither classifier nor one-class SVM, several of a kind, or steps that fit in no order.</exception>
    /// <exception cref="FeatureNamesException">The names are not those the bundle was fitted on.</exception>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    public ImportedPrediction Predict(Matrix points, IReadOnlyList<string>? featureNames, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ImportedClassifier? classifier = Classifier;
        ImportedOutlierDetector? detector = OutlierDetector;
        if (classifier is null && detector is null)
        {
            throw new InvalidOperationException(
                "The imported file holds nothing that predicts; expected a KNeighborsClassifier, RandomForestClassifier, XGBClassifier or OneClassSVM.");
        }

        double[]? decisions = detector?.Decisions(Prepared(points, featureNames, detector, detector.FeatureCount), execution);
        Matrix probabilities = classifier?.PredictProbabilities(Prepared(points, featureNames, classifier, classifier.FeatureCount), execution)
            ?? new Matrix(points.RowCount, 0, []);
        IReadOnlyList<string> classes = classifier is null ? [] : Decoded(classifier);
        string[] labels = new string[points.RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            bool outside = decisions is not null && !(decisions[row] >= 0);
            labels[row] = outside ? "-1" : classifier is null ? "1" : classes[ClassProbabilities.IndexOfLargest(probabilities.Row(row))];
        }

        return new ImportedPrediction(labels, classes, probabilities, decisions);
    }

    /// <summary>Writes the bundle as JSON.</summary>
    public void Save(Stream stream)
        => ModelWriter.Write(stream, Format, 1, writer => writer.List("pieces", Pieces, ImportedPieceFiles.Write));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="ModelFormatException">It is not such a bundle, or is damaged.</exception>
    public static ImportedBundle Load(Stream stream, string? name = null)
        => new([.. ModelReader.Read(stream, Format, 1, name).List("pieces").Select(ImportedPieceFiles.Read)]);

    /// <summary>The points as a model takes them: its columns by name, then what the scaler and the PCA make of them.</summary>
    private Matrix Prepared(Matrix points, IReadOnlyList<string>? featureNames, ImportedPiece model, int width)
    {
        ImportedTransform[] steps = StepsTo(model, points.ColumnCount, width);
        FeatureNames names = steps.Length > 0 ? steps[0].FeatureNames : model.FeatureNames;
        return steps.Aggregate(names.Arrange(points, featureNames), (current, step) => step.Transform(current));
    }

    private ImportedTransform[] StepsTo(ImportedPiece model, int from, int to)
    {
        ImportedTransform? scaler = Scaler;
        ImportedTransform? components = PrincipalComponents;
        ImportedTransform[] scaling = scaler is null ? [] : [scaler];
        if (components is null)
        {
            return scaling;
        }

        foreach (ImportedTransform[] steps in (ImportedTransform[][])[[.. scaling, components], [components, .. scaling], scaling])
        {
            if (Lead(steps, from, to))
            {
                return steps;
            }
        }

        throw new InvalidOperationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The imported {string.Join(", ", scaling.Append(components).Select(step => $"{step.Shown} ({step.FeatureCount} to {step.ResultCount} columns)"))} do not lead from points of {from} columns to the {model.Shown}, which takes {to}. Give points as the first of them takes them, or save a Pipeline, which says what follows what."));
    }

    private static bool Lead(IReadOnlyList<ImportedTransform> steps, int from, int to)
    {
        foreach (ImportedTransform step in steps)
        {
            if (step.FeatureCount != from)
            {
                return false;
            }

            from = step.ResultCount;
        }

        return from == to;
    }

    private IReadOnlyList<string> Decoded(ImportedClassifier classifier)
    {
        if (LabelEncoder is not ImportedLabelEncoder encoder || encoder.Labels.Count != classifier.Labels.Count)
        {
            return classifier.Labels;
        }

        for (int code = 0; code < classifier.Labels.Count; code++)
        {
            if (classifier.Labels[code] != code.ToString(CultureInfo.InvariantCulture))
            {
                return classifier.Labels;
            }
        }

        return encoder.Labels;
    }

    private T? One<T>(string what, Func<T, bool> wanted)
        where T : ImportedPiece
    {
        T[] found = [.. Pieces.OfType<T>().Where(wanted)];
        return found.Length <= 1
            ? found.FirstOrDefault()
            : throw new InvalidOperationException(
                $"The imported file holds {found.Length} pieces that could be its {what}: {string.Join(", ", found.Select(piece => piece.Path))}. Use {nameof(Pieces)}.");
    }
}
