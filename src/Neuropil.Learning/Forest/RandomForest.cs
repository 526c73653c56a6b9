using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Random forests of classification trees.</summary>
/// <example>
/// <code>
/// RandomForestModel model = RandomForest.Fit(points, labels, new RandomForestOptions { MaxDepth = 10 });
/// Matrix probabilities = model.PredictProbabilities(newPoints);
/// </code>
/// </example>
/// <remarks>
/// Breiman 2001, "Random forests", with the choices of scikit-learn's classifier: Gini impurity, trees on bootstrap samples, a random part of the
/// features for each split (more, until one of them can split), thresholds midway between neighbouring values, probability = mean over the trees of the shares of
/// the classes in the leaf. Deviation: values are compared in 64 bits, and neighbouring values count as different however close. Each tree's randomness is
/// addressed by seed and tree, so the model does not depend on the number of threads.
/// </remarks>
public static class RandomForest
{
    /// <summary>Fits a forest.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="labels">n class labels, any integers, of at least two classes.</param>
    /// <param name="options">What to fit; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="ArgumentException">Labels and points differ in number, or there is but one class.</exception>
    /// <exception cref="NonFiniteValueException">A value is NaN or infinite.</exception>
    /// <exception cref="PlatformNotSupportedException"><see cref="ForestTrainer.FastTree"/>, and its native library is not there.</exception>
    public static RandomForestModel Fit(
        Matrix points, ReadOnlySpan<int> labels, RandomForestOptions? options = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= new RandomForestOptions();
        execution ??= Execution.Default;
        ClassCodes coding = ClassCodes.For(points, labels);
        points.RequireFinite(nameof(points));
        if (options.FeaturesPerSplit > points.ColumnCount)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"FeaturesPerSplit is {options.FeaturesPerSplit}; expected at most the {points.ColumnCount} columns of points."),
                nameof(options.FeaturesPerSplit));
        }

        ForestTree[] trees = options.Trainer == ForestTrainer.FastTree
            ? FastTreeForest.Grow(points, coding, options, execution)
            : GiniForest.Grow(points, coding, options, execution);
        return new RandomForestModel(coding.Classes, points.ColumnCount, trees);
    }

    /// <summary>Fits a forest on labels that are texts; the model's classes are their codes, and its class names they.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="labels">n class labels of at least two classes.</param>
    /// <param name="options">What to fit; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="ArgumentException">Labels and points differ in number, or there is but one class.</exception>
    /// <exception cref="NonFiniteValueException">A value is NaN or infinite.</exception>
    public static RandomForestModel Fit(
        Matrix points, IReadOnlyList<string> labels, RandomForestOptions? options = null, Execution? execution = null)
    {
        TextLabels coded = TextLabels.Of(labels);
        return Fit(points, coded.Codes, options, execution).WithClassNames(coded.Names);
    }
}
