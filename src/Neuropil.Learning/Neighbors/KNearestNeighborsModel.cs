using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>A fitted k-nearest-neighbours classifier: the training points with their labels.</summary>
public sealed class KNearestNeighborsModel : IClassifier
{
    private const string Format = "neuropil-k-nearest-neighbors";
    private readonly int[] classes;
    private readonly int[] codes;
    private readonly NeighborIndex index;
    private readonly ModelNames names;

    internal KNearestNeighborsModel(KNearestNeighborsOptions options, Matrix trainingPoints, int[] classes, int[] codes, Execution? execution = null)
        : this(options, trainingPoints, classes, codes, NearestNeighbors.Index(trainingPoints, options.Metric, execution: execution), ModelNames.None)
    {
    }

    private KNearestNeighborsModel(
        KNearestNeighborsOptions options, Matrix trainingPoints, int[] classes, int[] codes, NeighborIndex index, ModelNames names)
    {
        Options = options;
        TrainingPoints = trainingPoints;
        this.classes = classes;
        this.codes = codes;
        this.index = index;
        this.names = names;
    }

    /// <summary>What the model was fitted with.</summary>
    public KNearestNeighborsOptions Options { get; }

    /// <summary>The training points, n × <see cref="FeatureCount"/>.</summary>
    public Matrix TrainingPoints { get; }

    /// <summary>A copy of the training points' labels, in their order.</summary>
    public int[] TrainingLabels => Array.ConvertAll(codes, code => classes[code]);

    /// <inheritdoc/>
    public ReadOnlySpan<int> Classes => classes;

    /// <inheritdoc/>
    public int FeatureCount => TrainingPoints.ColumnCount;

    /// <inheritdoc/>
    public FeatureNames FeatureNames => names.Features;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => names.ClassNames(classes);

    /// <summary>This model with names for its columns.</summary>
    /// <param name="featureNames">A name for each column, in the order of the training points; or <see cref="FeatureNames.Unknown"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public KNearestNeighborsModel WithFeatureNames(FeatureNames featureNames) => Named(names.WithFeatures(featureNames, FeatureCount));

    /// <summary>This model with names for its classes.</summary>
    /// <param name="classNames">A name for each of <see cref="Classes"/>, in their order.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than classes, or one stands there twice.</exception>
    public KNearestNeighborsModel WithClassNames(IReadOnlyList<string> classNames) => Named(names.WithClasses(classNames, classes.Length));

    /// <summary>Each class's share of the votes.</summary>
    /// <inheritdoc/>
    public Matrix PredictProbabilities(Matrix points, Execution? execution = null)
    {
        ClassProbabilities.RequireWidth(points, FeatureCount);
        NeighborTable nearest = index.Nearest(points, Options.NeighborCount, execution);
        double[] votes = ClassProbabilities.Room(points, classes.Length);
        for (int row = 0; row < points.RowCount; row++)
        {
            NeighborVotes.Count(
                nearest.Rows(row), nearest.Distances(row), codes, Options.Weights, votes.AsSpan(row * classes.Length, classes.Length));
        }

        return new Matrix(points.RowCount, classes.Length, votes);
    }

    /// <inheritdoc/>
    public int[] Predict(Matrix points, Execution? execution = null)
        => ClassProbabilities.MostLikely(PredictProbabilities(points, execution), classes);

    /// <summary>Writes the model into a file of its own.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, Write);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="ModelFormatException">It is not such a model, or is damaged.</exception>
    public static KNearestNeighborsModel Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, 1, name));

    /// <summary>Writes the model's fields.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Integer("neighborCount", Options.NeighborCount);
        writer.Text("metric", Options.Metric.ToString());
        writer.Text("weights", Options.Weights.ToString());
        writer.Integers("classes", classes);
        writer.Integers("codes", codes);
        writer.Matrix("trainingPoints", TrainingPoints);
        names.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or holds what it cannot.</exception>
    public static KNearestNeighborsModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int[] classes = ModelChecks.Classes(reader, "classes");
        int[] codes = reader.Integers("codes", least: 0, most: classes.Length - 1);
        Matrix trainingPoints = ModelChecks.FiniteMatrix(reader, "trainingPoints", rows: codes.Length);
        if (trainingPoints.ColumnCount == 0)
        {
            throw reader.Bad("trainingPoints", "has no columns");
        }

        if (classes.Length > codes.Length)
        {
            throw reader.Bad("classes", string.Create(CultureInfo.InvariantCulture, $"has {classes.Length} labels for {codes.Length} training points"));
        }

        if (codes.Length == 0)
        {
            throw reader.Bad("codes", string.Create(CultureInfo.InvariantCulture, $"is empty; expected one code a training point"));
        }

        KNearestNeighborsOptions options = new()
        {
            NeighborCount = reader.Integer("neighborCount", 1, codes.Length),
            Metric = reader.Choice<Metric>("metric"),
            Weights = reader.Choice<NeighborWeights>("weights"),
        };
        try
        {
            return new KNearestNeighborsModel(options, trainingPoints, classes, codes)
                .Named(ModelNames.Read(reader, trainingPoints.ColumnCount, classes.Length));
        }
        catch (DistanceOverflowException overflow)
        {
            throw reader.Bad("trainingPoints", "holds numbers too far apart: " + overflow.Message);
        }
    }

    private KNearestNeighborsModel Named(ModelNames own) => new(Options, TrainingPoints, classes, codes, index, own);
}
