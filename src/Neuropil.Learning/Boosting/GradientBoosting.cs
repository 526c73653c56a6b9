using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Gradient boosted trees, as XGBoost grows them.</summary>
/// <example>
/// <code>
/// GradientBoostingModel model = GradientBoosting.Fit(points, labels, new GradientBoostingOptions { MaxDepth = 4 });
/// int[] predicted = model.Predict(newPoints);
/// </code>
/// </example>
/// <remarks>
/// Chen and Guestrin 2016, "XGBoost: a scalable tree boosting system". Sums, precision and the order of ties follow XGBoost 1.7, so that
/// <see cref="TreeMethod.Exact"/> without sampling grows the same trees. <see cref="TreeMethod.Histogram"/> takes its bins from exact quantiles where
/// XGBoost sketches them. Row and column samples are addressed by seed and tree, so they differ from XGBoost's for the same seed.
/// The model does not depend on the number of threads.
/// </remarks>
public static class GradientBoosting
{
    private static readonly ulong RowSample = KeyedRandom.Purpose("boosting-rows");
    private static readonly ulong ColumnSample = KeyedRandom.Purpose("boosting-columns");

    /// <summary>Fits a model.</summary>
    /// <param name="points">n × d; finite, or with NaN where <see cref="GradientBoostingOptions.MissingValues"/> allows it.</param>
    /// <param name="labels">n class labels, any integers, of at least two classes.</param>
    /// <param name="options">What to fit; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="ArgumentException">Labels and points differ in number, there is but one class, or the objective does not fit the classes.</exception>
    /// <exception cref="NonFiniteValueException">A value is infinite, beyond 32 bits, or NaN where that is refused.</exception>
    public static GradientBoostingModel Fit(
        Matrix points, ReadOnlySpan<int> labels, GradientBoostingOptions? options = null, Execution? execution = null)
        => Fit(points, labels, default, null, options, execution);

    /// <summary>Fits a model with weights, an evaluation set, or both.</summary>
    /// <param name="points">n × d; finite, or with NaN where <see cref="GradientBoostingOptions.MissingValues"/> allows it.</param>
    /// <param name="labels">n class labels, any integers, of at least two classes.</param>
    /// <param name="weights">n weights, finite, 0 or more; empty: all 1.</param>
    /// <param name="evaluation">Rows to watch; with <see cref="GradientBoostingOptions.EarlyStoppingRounds"/> the model ends with its best round.</param>
    /// <param name="options">What to fit; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="ArgumentException">As above, or weights or the evaluation set do not fit.</exception>
    public static GradientBoostingModel Fit(
        Matrix points,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<double> weights,
        EvaluationSet? evaluation = null,
        GradientBoostingOptions? options = null,
        Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= new GradientBoostingOptions();
        execution ??= Execution.Default;
        ClassCodes coding = ClassCodes.For(points, labels);
        BoostingObjective objective = ObjectiveFor(options, coding.Classes.Length);
        if (options.EarlyStoppingRounds is not null && evaluation is null)
        {
            throw new ArgumentException("EarlyStoppingRounds is set but there is no evaluation set; give one, or leave it out.", nameof(options.EarlyStoppingRounds));
        }

        SingleTable table = SingleTable.From(points, options.MissingValues, nameof(points));
        float[]? rowWeights = CheckedWeights(weights, points.RowCount, nameof(weights));
        EvaluationWatch? watch = evaluation is null ? null : new EvaluationWatch(evaluation, coding, table.ColumnCount, options);
        BoostingRun run = new(table, coding, rowWeights, objective, options, execution);
        return run.Train(watch);
    }

    /// <summary>Fits a model on labels that are texts; its classes are their codes, and its class names they.</summary>
    /// <param name="points">n × d; finite, or with NaN where <see cref="GradientBoostingOptions.MissingValues"/> allows it.</param>
    /// <param name="labels">n class labels of at least two classes.</param>
    /// <param name="options">What to fit; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="ArgumentException">Labels and points differ in number, there is but one class, or the objective does not fit the classes.</exception>
    /// <exception cref="NonFiniteValueException">A value is infinite, beyond 32 bits, or NaN where that is refused.</exception>
    public static GradientBoostingModel Fit(
        Matrix points, IReadOnlyList<string> labels, GradientBoostingOptions? options = null, Execution? execution = null)
    {
        TextLabels coded = TextLabels.Of(labels);
        return Fit(points, coded.Codes, options, execution).WithClassNames(coded.Names);
    }

    internal static float[]? CheckedWeights(ReadOnlySpan<double> weights, int rowCount, string name)
    {
        if (weights.IsEmpty)
        {
            return null;
        }

        if (weights.Length != rowCount)
        {
            throw new ArgumentException($"There are {weights.Length} weights; expected one for each of the {rowCount} rows.", name);
        }

        float[] checkedWeights = new float[weights.Length];
        for (int row = 0; row < checkedWeights.Length; row++)
        {
            checkedWeights[row] = (float)weights[row];
            if (!(weights[row] >= 0) || !float.IsFinite(checkedWeights[row]))
            {
                throw new ArgumentException(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The weight of row {row} is {weights[row]}; expected a finite number of 0 or more."), name);
            }
        }

        return checkedWeights;
    }

    /// <summary>The rows a tree sees: each by its own draw, at least one.</summary>
    internal static int[] SampledRows(int rowCount, int tree, GradientBoostingOptions options)
    {
        List<int> rows = new(rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            if (KeyedRandom.At(options.Seed, RowSample, (ulong)tree, (ulong)row).NextDouble() < options.Subsample)
            {
                rows.Add(row);
            }
        }

        return rows.Count > 0 ? [.. rows] : [KeyedRandom.At(options.Seed, RowSample, (ulong)tree, ulong.MaxValue).NextInt32(rowCount)];
    }

    /// <summary>The features a tree may use, ascending.</summary>
    internal static int[] SampledFeatures(int featureCount, int tree, GradientBoostingOptions options)
    {
        int[] features = new int[featureCount];
        for (int feature = 0; feature < featureCount; feature++)
        {
            features[feature] = feature;
        }

        int count = Math.Max(1, (int)(options.ColumnSample * featureCount));
        if (count < featureCount)
        {
            KeyedRandom.At(options.Seed, ColumnSample, (ulong)tree).Shuffle(features.AsSpan());
            features = features[..count];
            Array.Sort(features);
        }

        return features;
    }

    private static BoostingObjective ObjectiveFor(GradientBoostingOptions options, int classCount)
    {
        BoostingObjective objective = options.Objective != BoostingObjective.Automatic
            ? options.Objective
            : classCount == 2 ? BoostingObjective.BinaryLogistic : BoostingObjective.MulticlassProbabilities;
        if (objective == BoostingObjective.BinaryLogistic && classCount != 2)
        {
            throw new ArgumentException(
                $"The objective is BinaryLogistic, and there are {classCount} classes; expected 2. Use MulticlassProbabilities.", nameof(options.Objective));
        }

        if (objective == BoostingObjective.BinaryLogistic && !(options.BaseScore > 0 && options.BaseScore < 1))
        {
            throw new ArgumentException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BaseScore is {options.BaseScore}; expected a probability between 0 and 1 for BinaryLogistic."),
                nameof(options.BaseScore));
        }

        return objective == BoostingObjective.BinaryLogistic || options.PositiveWeight == 1
            ? objective
            : throw new ArgumentException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"PositiveWeight is {options.PositiveWeight} and the objective {objective}; expected two classes and BinaryLogistic. Give each row a weight instead."),
                nameof(options.PositiveWeight));
    }
}
