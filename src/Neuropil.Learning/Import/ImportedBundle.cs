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
        name ??= stream is FileStream file ? file.Name : "pickle";
        return new ImportedBundle(PickleConverter.Pieces(stream, name));
    }

    /// <summary>
    /// What the bundle says of points: scaled by the scaler (where there is one), an outlier to the one-class SVM (where there is one) is
    /// <c>-1</c>, everything else is what the classifier says.
    /// </summary>
    /// <param name="points">As the scaler, or without one the classifier, takes them.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    /// <remarks>
    /// A label encoder is applied where the classifier's classes are 0, 1, … and as many as the encoder has. A PCA outside of a Pipeline is kept but not applied: the file does not say where it belongs.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The bundle has no classifier, or several of a kind.</exception>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    public ImportedPrediction Predict(Matrix points, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ImportedClassifier classifier = Classifier
            ?? throw new InvalidOperationException("The imported file holds no classifier; expected a KNeighborsClassifier, RandomForestClassifier or XGBClassifier.");
        Matrix scaled = Scaler?.Transform(points) ?? points;
        Matrix probabilities = classifier.PredictProbabilities(scaled, execution);
        IReadOnlyList<string> classes = Decoded(classifier);
        double[]? decisions = OutlierDetector?.Decisions(scaled, execution);
        string[] labels = new string[points.RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = decisions is not null && !(decisions[row] >= 0) ? "-1" : classes[ClassProbabilities.IndexOfLargest(probabilities.Row(row))];
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
