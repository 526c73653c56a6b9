using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// A fitted classifier. It is immutable, may be used from any thread, and gives each point an answer that depends on the model and
/// that point only: alone, in a batch, in any order, the same bytes.
/// </summary>
public interface IClassifier
{
    /// <summary>The labels seen in training, ascending, without repeats.</summary>
    ReadOnlySpan<int> Classes { get; }

    /// <summary>How many columns the training points had, and new points must have.</summary>
    int FeatureCount { get; }

    /// <summary>The names of the training points' columns; <see cref="FeatureNames.Arrange"/> puts others into their order.</summary>
    FeatureNames FeatureNames => FeatureNames.Unknown;

    /// <summary>The names of <see cref="Classes"/>, in their order; the labels as text where they have none of their own.</summary>
    IReadOnlyList<string> ClassNames => ModelNames.None.ClassNames(Classes);

    /// <summary>The probability of each class for each point.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>.</param>
    /// <param name="execution">Threads, cancellation, progress; never changes the result.</param>
    /// <returns>m × number of classes, columns in the order of <see cref="Classes"/>, each row summing to 1.</returns>
    /// <exception cref="ArgumentException">The points have another width, or hold what the classifier cannot take.</exception>
    Matrix PredictProbabilities(Matrix points, Execution? execution = null);

    /// <summary>The likeliest class of each point; between equally likely ones the lower label.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>.</param>
    /// <param name="execution">Threads, cancellation, progress; never changes the result.</param>
    /// <returns>m labels, each one of <see cref="Classes"/>.</returns>
    /// <exception cref="ArgumentException">The points have another width, or hold what the classifier cannot take.</exception>
    int[] Predict(Matrix points, Execution? execution = null);
}
