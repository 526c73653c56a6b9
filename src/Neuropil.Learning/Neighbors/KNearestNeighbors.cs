using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Classification by the votes of the nearest training points (Cover and Hart 1967, "Nearest neighbor pattern classification").</summary>
/// <example><code>
/// KNearestNeighborsModel model = KNearestNeighbors.Fit(points, labels, new KNearestNeighborsOptions { NeighborCount = 5 });
/// int[] predicted = model.Predict(newPoints);
/// </code></example>
/// <remarks>
/// Ties have an order: among training points equally far away the lower row votes first, and among classes with equally many votes the
/// lower label wins.
/// </remarks>
public static class KNearestNeighbors
{
    /// <summary>Keeps the points and their labels, indexed for search.</summary>
    /// <param name="points">n × d, finite, n at least <see cref="KNearestNeighborsOptions.NeighborCount"/>, d at least 1.</param>
    /// <param name="labels">n labels of at least two classes.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="execution">Threads, cancellation; never changes the result.</param>
    /// <exception cref="NonFiniteValueException">A number is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">The labels do not fit the points or are of one class, or there are fewer points than neighbours.</exception>
    public static KNearestNeighborsModel Fit(
        Matrix points, ReadOnlySpan<int> labels, KNearestNeighborsOptions? options = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= new KNearestNeighborsOptions();
        ClassCodes coded = ClassCodes.For(points, labels);
        points.RequireFinite(nameof(points));
        if (options.NeighborCount > points.RowCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {points.RowCount} rows; expected at least NeighborCount = {options.NeighborCount}. Lower NeighborCount."),
                nameof(options.NeighborCount));
        }

        return new KNearestNeighborsModel(options, points, coded.Classes, coded.Codes, execution);
    }

    /// <summary>Keeps the points and their labels, which are texts; the model's classes are their codes, and its class names they.</summary>
    /// <param name="points">n × d, finite, n at least <see cref="KNearestNeighborsOptions.NeighborCount"/>, d at least 1.</param>
    /// <param name="labels">n labels of at least two classes.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="execution">Threads, cancellation; never changes the result.</param>
    /// <exception cref="NonFiniteValueException">A number is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">The labels do not fit the points or are of one class, or there are fewer points than neighbours.</exception>
    public static KNearestNeighborsModel Fit(
        Matrix points, IReadOnlyList<string> labels, KNearestNeighborsOptions? options = null, Execution? execution = null)
    {
        TextLabels coded = TextLabels.Of(labels);
        return Fit(points, coded.Codes, options, execution).WithClassNames(coded.Names);
    }
}
