using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>A fitted random forest. Immutable; a point's answer depends on the model and that point alone.</summary>
public sealed class RandomForestModel : IClassifier
{
    private const string Format = "neuropil-random-forest";
    private const int FormatVersion = 1;
    private const int RowBlock = 256;
    private readonly int[] classes;
    private readonly ForestTree[] trees;
    private readonly ModelNames names;

    internal RandomForestModel(int[] classes, int featureCount, ForestTree[] trees, ModelNames? names = null)
    {
        this.classes = classes;
        this.trees = trees;
        this.names = names ?? ModelNames.None;
        FeatureCount = featureCount;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<int> Classes => classes;

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public FeatureNames FeatureNames => names.Features;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => names.ClassNames(classes);

    /// <summary>Number of trees. Those of <see cref="ForestTrainer.FastTree"/> know one class each.</summary>
    public int TreeCount => trees.Length;

    /// <summary>This model with names for its columns.</summary>
    /// <param name="featureNames">A name for each column, in the order of the training points; or <see cref="FeatureNames.Unknown"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public RandomForestModel WithFeatureNames(FeatureNames featureNames) => new(classes, FeatureCount, trees, names.WithFeatures(featureNames, FeatureCount));

    /// <summary>This model with names for its classes.</summary>
    /// <param name="classNames">A name for each of <see cref="Classes"/>, in their order.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than classes, or one stands there twice.</exception>
    public RandomForestModel WithClassNames(IReadOnlyList<string> classNames) => new(classes, FeatureCount, trees, names.WithClasses(classNames, classes.Length));

    /// <summary>The mean over the trees of the shares of the classes in the leaf a point ends in, normalised to sum to 1.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>, finite.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>m × number of classes.</returns>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    /// <exception cref="NonFiniteValueException">A value is NaN or infinite.</exception>
    public Matrix PredictProbabilities(Matrix points, Execution? execution = null)
    {
        ClassProbabilities.RequireWidth(points, FeatureCount);
        points.RequireFinite(nameof(points));
        int width = classes.Length;
        double[] values = ClassProbabilities.Room(points, width);
        Blocks.For(points.RowCount, RowBlock, execution ?? Execution.Default, (first, end) =>
        {
            for (int row = first; row < end; row++)
            {
                Vote(points.Row(row), values.AsSpan(row * width, width));
            }
        });
        return new Matrix(points.RowCount, width, values);
    }

    /// <inheritdoc/>
    public int[] Predict(Matrix points, Execution? execution = null)
        => ClassProbabilities.MostLikely(PredictProbabilities(points, execution), classes);

    /// <summary>Saves the model as JSON.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, FormatVersion, Write);

    /// <summary>Loads a model.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="ModelFormatException">The file is not such a model, or is damaged.</exception>
    public static RandomForestModel Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, FormatVersion, name));

    /// <summary>Writes the model's fields into a larger model.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Integers("classes", classes);
        writer.Integer("featureCount", FeatureCount);
        writer.Integers("nodeCounts", [.. trees.Select(tree => tree.Feature.Length)]);
        writer.Integers("features", [.. trees.SelectMany(tree => tree.Feature)]);
        writer.Doubles("thresholds", [.. trees.SelectMany(tree => tree.Threshold)]);
        writer.Integers("left", [.. trees.SelectMany(tree => tree.Left)]);
        writer.Integers("right", [.. trees.SelectMany(tree => tree.Right)]);
        writer.Doubles("shares", [.. trees.SelectMany(tree => tree.Shares)]);
        names.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong.</exception>
    public static RandomForestModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int[] classes = ModelChecks.Classes(reader, "classes");
        int featureCount = reader.Integer("featureCount", 1, ImportLimits.Features);
        return new RandomForestModel(
            classes, featureCount, ForestReader.Trees(reader, featureCount, classes.Length), ModelNames.Read(reader, featureCount, classes.Length));
    }

    private void Vote(ReadOnlySpan<double> row, Span<double> votes)
    {
        foreach (ForestTree tree in trees)
        {
            ReadOnlySpan<double> shares = tree.SharesOf(row, votes.Length);
            for (int label = 0; label < votes.Length; label++)
            {
                votes[label] += shares[label];
            }
        }

        double sum = 0;
        foreach (double vote in votes)
        {
            sum += vote;
        }

        for (int label = 0; label < votes.Length; label++)
        {
            votes[label] = sum > 0 ? votes[label] / sum : 1.0 / votes.Length;
        }
    }
}
