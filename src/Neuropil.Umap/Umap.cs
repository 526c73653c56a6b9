using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// Uniform manifold approximation and projection: places points of many coordinates in few, so that near points stay near.
/// </summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, "UMAP: Uniform Manifold Approximation and Projection for Dimension Reduction". The same points,
/// options and seed give the same bytes on every machine, instruction set and number of threads. Rows that are equal (at distance 0)
/// share a place; a table whose rows are all equal is placed at the origin. Constant columns change nothing.
/// <code>
/// UmapModel model = Umap.Fit(points, new UmapOptions { NeighborCount = 20 });
/// Matrix places = model.Embedding;
/// Matrix newPlaces = model.Transform(newPoints);
/// </code>
/// </remarks>
public static class Umap
{
    /// <summary>Finds each point's neighbours, then lays the points out.</summary>
    /// <param name="points">n × d, finite, at least NeighborCount rows and one column.</param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite; row and column are named.</exception>
    /// <exception cref="DistanceOverflowException">Points lie so far apart that their distance overflows; row and column are named.</exception>
    /// <exception cref="ArgumentException">Too few rows, no columns, or options that contradict each other.</exception>
    /// <exception cref="InsufficientMemoryException">The fit would need more memory than there is.</exception>
    public static UmapModel Fit(Matrix points, UmapOptions? options = null, Execution? execution = null)
        => UmapFit.Run(new UmapData { Points = points }, options, execution);

    /// <summary>The same from neighbours that are already known.</summary>
    /// <param name="points">n × d, finite: what <see cref="UmapModel.Transform(Matrix, Execution?)"/> compares new points with.</param>
    /// <param name="neighbors">
    /// n × k under the options' metric, each row's first neighbour itself; k at least NeighborCount, of which the nearest are used.
    /// </param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <inheritdoc cref="Fit(Matrix, UmapOptions?, Execution?)"/>
    public static UmapModel Fit(Matrix points, NeighborTable neighbors, UmapOptions? options = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(neighbors);
        return UmapFit.Run(new UmapData { Points = points, Neighbors = neighbors }, options, execution);
    }

    /// <summary>The same with more than points, or without: known neighbours or distances, a target, weights, coordinates to start from.</summary>
    /// <param name="data">What is known of the points.</param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite; row and column are named.</exception>
    /// <exception cref="ArgumentException">Too few rows, tables that do not fit together, or options that contradict each other.</exception>
    /// <exception cref="InsufficientMemoryException">The fit would need more memory than there is.</exception>
    public static UmapModel Fit(UmapData data, UmapOptions? options = null, Execution? execution = null) => UmapFit.Run(data, options, execution);

    /// <summary>Fits on another thread, so that the caller's is free.</summary>
    /// <param name="points">n × d, finite; nobody may write to the numbers while the fit runs.</param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="progress">Hears how far the fit is; called from any thread.</param>
    /// <param name="cancellationToken">Stops the fit: the task ends as canceled.</param>
    /// <returns>The model that <see cref="Fit(Matrix, UmapOptions?, Execution?)"/> gives; its exceptions are the task's.</returns>
    public static Task<UmapModel> FitAsync(
        Matrix points,
        UmapOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => Task.Run(() => Fit(points, options, Execution.With(cancellation: cancellationToken, progress: progress)), cancellationToken);

    /// <inheritdoc cref="FitAsync(Matrix, UmapOptions?, IProgress{StepProgress}?, CancellationToken)"/>
    /// <param name="data">The points, and what else is known of them; nobody may write to the numbers while the fit runs.</param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="progress">Hears how far the fit is; called from any thread.</param>
    /// <param name="cancellationToken">Stops the fit: the task ends as canceled.</param>
    public static Task<UmapModel> FitAsync(
        UmapData data,
        UmapOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => Task.Run(() => Fit(data, options, Execution.With(cancellation: cancellationToken, progress: progress)), cancellationToken);

    /// <summary>
    /// Fits anew with more (or other) points so that the picture stays comparable: points that the earlier model knows start at their
    /// places, new ones where it would place them, and the steps begin a tenth as large.
    /// </summary>
    /// <param name="earlier">A model of the same columns.</param>
    /// <param name="points">n × d, finite: known and new points in any order.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <returns>A model with the earlier one's options.</returns>
    /// <exception cref="ArgumentException">The points have another width than the earlier model's, or are too few.</exception>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    public static UmapModel Refit(UmapModel earlier, Matrix points, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        UmapOptions options = earlier.Options;
        Matrix start = earlier.Transform(points, execution);
        UmapOptions gentle = options with { LearningRate = options.LearningRate * UmapFit.RefitRate };
        return UmapFit.Run(new UmapData { Points = points, InitialEmbedding = start }, gentle, execution)
            .With(options)
            .WithFeatureNames(earlier.FeatureNames);
    }

    /// <summary>The most memory a fit holds at once, about, in bytes; the points themselves included.</summary>
    /// <param name="rowCount">n.</param>
    /// <param name="columnCount">d.</param>
    /// <param name="options">null: the defaults.</param>
    public static long EstimateMemory(int rowCount, int columnCount, UmapOptions? options = null)
        => MemoryNeed.Of(Require.AtLeast(rowCount, 0, nameof(rowCount)), Require.AtLeast(columnCount, 0, nameof(columnCount)), options ?? UmapOptions.Default);
}
