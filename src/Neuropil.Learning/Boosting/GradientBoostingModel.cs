using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>A fitted or loaded ensemble of boosted trees. Immutable; a point's answer depends on the model and that point alone.</summary>
public sealed partial class GradientBoostingModel : IClassifier
{
    private const int RowBlock = 256;
    private readonly int[] classes;
    private readonly RegressionTree[] trees;
    private readonly int[] outputs;
    private readonly float[] baseScores;
    private readonly ModelNames names;

    internal GradientBoostingModel(
        int[] classes, int featureCount, BoostingObjective objective, float baseScore, RegressionTree[] trees, MissingValues missingValues)
        : this(classes, featureCount, objective, [baseScore], trees, RoundRobin(trees.Length, OutputsOf(objective, classes.Length)), missingValues)
    {
    }

    internal GradientBoostingModel(
        int[] classes,
        int featureCount,
        BoostingObjective objective,
        float[] baseScores,
        RegressionTree[] trees,
        int[] outputs,
        MissingValues missingValues,
        ModelNames? names = null)
    {
        this.classes = classes;
        this.trees = trees;
        this.outputs = outputs;
        this.baseScores = baseScores;
        this.names = names ?? ModelNames.None;
        FeatureCount = featureCount;
        Objective = objective;
        MissingValues = missingValues;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<int> Classes => classes;

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public FeatureNames FeatureNames => names.Features;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => names.ClassNames(classes);

    /// <summary>The loss the model was trained with; never <see cref="BoostingObjective.Automatic"/>.</summary>
    public BoostingObjective Objective { get; }

    /// <summary>Whether NaN is taken as a missing value or refused. A model of the real XGBoost takes it.</summary>
    public MissingValues MissingValues { get; }

    /// <summary>Number of margins a point has: 1 for two classes under the logistic loss, else the number of classes.</summary>
    public int OutputCount => OutputsOf(Objective, classes.Length);

    /// <summary>Number of trees over all outputs.</summary>
    public int TreeCount => trees.Length;

    /// <summary>The evaluation set's loss after each round of training, the rounds behind the best included; empty without one or once saved and loaded.</summary>
    public IReadOnlyList<double> EvaluationLosses { get; internal init; } = [];

    internal IReadOnlyList<RegressionTree> Trees => trees;

    internal ModelNames Names => names;

    internal ReadOnlySpan<int> TreeOutputs => outputs;

    internal ReadOnlySpan<float> BaseScores => baseScores;

    /// <summary>This model with names for its columns.</summary>
    /// <param name="featureNames">A name for each column, in the order of the training points; or <see cref="FeatureNames.Unknown"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public GradientBoostingModel WithFeatureNames(FeatureNames featureNames) => Named(names.WithFeatures(featureNames, FeatureCount));

    /// <summary>This model with names for its classes.</summary>
    /// <param name="classNames">A name for each of <see cref="Classes"/>, in their order.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than classes, or one stands there twice.</exception>
    public GradientBoostingModel WithClassNames(IReadOnlyList<string> classNames) => Named(names.WithClasses(classNames, classes.Length));

    /// <summary>The sums of the trees, before softmax or logistic function (XGBoost's <c>output_margin</c>), in 32-bit arithmetic.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>; NaN is a missing value where the model takes it.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>m × <see cref="OutputCount"/>.</returns>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    /// <exception cref="NonFiniteValueException">A value is infinite, or NaN where that is refused.</exception>
    public Matrix Margins(Matrix points, Execution? execution = null)
        => ByRow(points, OutputCount, execution, static (margins, target) =>
        {
            for (int output = 0; output < target.Length; output++)
            {
                target[output] = margins[output];
            }
        });

    /// <inheritdoc/>
    public Matrix PredictProbabilities(Matrix points, Execution? execution = null)
        => ByRow(points, classes.Length, execution, static (margins, target) =>
        {
            if (margins.Length == 1)
            {
                double odds = DeterministicMath.Exp(-(double)margins[0]);
                target[1] = 1 / (1 + odds);
                target[0] = 1 - target[1];
            }
            else
            {
                Learning.Objective.Softmax(margins, target);
            }
        });

    /// <inheritdoc/>
    public int[] Predict(Matrix points, Execution? execution = null)
        => ClassProbabilities.MostLikely(PredictProbabilities(points, execution), classes);

    /// <summary>How much each feature matters, over the splits of all trees; 0 for a feature no tree uses.</summary>
    /// <param name="kind">What is counted.</param>
    /// <returns><see cref="FeatureCount"/> numbers.</returns>
    public double[] Importance(ImportanceKind kind)
    {
        double[] sums = new double[FeatureCount];
        int[] counts = new int[FeatureCount];
        foreach (RegressionTree tree in trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                int feature = tree.Feature[node];
                if (feature >= 0)
                {
                    counts[feature]++;
                    sums[feature] += kind switch
                    {
                        ImportanceKind.Gain or ImportanceKind.TotalGain => tree.Gain[node],
                        ImportanceKind.Cover or ImportanceKind.TotalCover => tree.Cover[node],
                        _ => 1,
                    };
                }
            }
        }

        if (kind is ImportanceKind.Gain or ImportanceKind.Cover)
        {
            for (int feature = 0; feature < sums.Length; feature++)
            {
                sums[feature] /= Math.Max(1, counts[feature]);
            }
        }

        return sums;
    }

    /// <summary>
    /// How much each feature adds to each margin of each point: Shapley values, which sum to the margin (XGBoost's <c>pred_contribs</c>).
    /// </summary>
    /// <param name="points">m × <see cref="FeatureCount"/>.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>
    /// m × <see cref="OutputCount"/> · (<see cref="FeatureCount"/> + 1): for each output its features, then its bias, which is the base margin and the trees' means.
    /// </returns>
    /// <remarks>Lundberg, Erion and Lee 2018, algorithm 2, in 64 bits.</remarks>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    /// <exception cref="NonFiniteValueException">A value is infinite, or NaN where that is refused.</exception>
    public Matrix Contributions(Matrix points, Execution? execution = null)
    {
        ClassProbabilities.RequireWidth(points, FeatureCount);
        SingleTable table = SingleTable.From(points, MissingValues, nameof(points));
        execution ??= Execution.Default;
        double[] values = ClassProbabilities.Room(points, (long)OutputCount * (FeatureCount + 1));
        int width = OutputCount * (FeatureCount + 1);
        float[] baseMargins = BaseMargins();
        Blocks.For(points.RowCount, RowBlock, execution, (first, end) =>
        {
            for (int tree = 0; tree < trees.Length; tree++)
            {
                TreeShap shap = new(trees[tree]);
                int from = outputs[tree] * (FeatureCount + 1);
                for (int row = first; row < end; row++)
                {
                    execution.Cancellation.ThrowIfCancellationRequested();
                    Span<double> target = values.AsSpan((row * width) + from, FeatureCount + 1);
                    shap.AddTo(table.Row(row), target);
                    target[FeatureCount] += shap.Mean;
                }
            }

            for (int row = first; row < end; row++)
            {
                for (int output = 0; output < baseMargins.Length; output++)
                {
                    values[(row * width) + (output * (FeatureCount + 1)) + FeatureCount] += baseMargins[output];
                }
            }
        });
        return new Matrix(points.RowCount, width, values);
    }

    internal static int OutputsOf(BoostingObjective objective, int classCount) => objective == BoostingObjective.BinaryLogistic ? 1 : classCount;

    internal static float BaseMarginOf(BoostingObjective objective, float baseScore)
        => objective == BoostingObjective.BinaryLogistic ? Learning.Objective.Logit(baseScore) : baseScore;

    private delegate void RowResult(ReadOnlySpan<float> margins, Span<double> target);

    private Matrix ByRow(Matrix points, int width, Execution? execution, RowResult result)
    {
        ClassProbabilities.RequireWidth(points, FeatureCount);
        SingleTable table = SingleTable.From(points, MissingValues, nameof(points));
        double[] values = ClassProbabilities.Room(points, width);
        float[] start = BaseMargins();
        Blocks.For(points.RowCount, RowBlock, execution ?? Execution.Default, (first, end) =>
        {
            float[] margins = new float[start.Length];
            for (int row = first; row < end; row++)
            {
                start.CopyTo(margins, 0);
                AddTrees(table.Row(row), margins);
                result(margins, values.AsSpan(row * width, width));
            }
        });
        return new Matrix(points.RowCount, width, values);
    }

    private GradientBoostingModel Named(ModelNames own)
        => new(classes, FeatureCount, Objective, baseScores, trees, outputs, MissingValues, own) { EvaluationLosses = EvaluationLosses };

    private float[] BaseMargins()
    {
        float[] margins = new float[OutputCount];
        for (int output = 0; output < margins.Length; output++)
        {
            margins[output] = BaseMarginOf(Objective, baseScores[baseScores.Length == 1 ? 0 : output]);
        }

        return margins;
    }

    private void AddTrees(ReadOnlySpan<float> row, float[] margins)
    {
        for (int tree = 0; tree < trees.Length; tree++)
        {
            margins[outputs[tree]] += trees[tree].Output(row);
        }
    }

    private static int[] RoundRobin(int treeCount, int outputCount)
    {
        int[] outputs = new int[treeCount];
        for (int tree = 0; tree < treeCount; tree++)
        {
            outputs[tree] = tree % outputCount;
        }

        return outputs;
    }
}
