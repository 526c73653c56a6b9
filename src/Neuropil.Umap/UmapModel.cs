using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Umap;

/// <summary>
/// A fitted embedding: the points, their places, and all that placing a new point needs. Immutable; safe from any thread.
/// </summary>
public sealed class UmapModel
{
    private readonly Lazy<PointPlacer> placer;

    internal UmapModel(UmapOptions options, DistanceCurve curve, Matrix trainingPoints, Matrix embedding, FeatureNames featureNames)
    {
        Options = options;
        Curve = curve;
        TrainingPoints = trainingPoints;
        Embedding = embedding;
        FeatureNames = featureNames;
        placer = new Lazy<PointPlacer>(() => new PointPlacer(this));
    }

    /// <summary>What was asked for.</summary>
    public UmapOptions Options { get; }

    /// <summary>The curve that follows from MinDistance and Spread.</summary>
    public DistanceCurve Curve { get; }

    /// <summary>n × d: the points that were fitted; no columns where the fit had distances or neighbours alone.</summary>
    public Matrix TrainingPoints { get; }

    /// <summary>n × EmbeddingDimension: their places, in the same order.</summary>
    public Matrix Embedding { get; }

    /// <summary>The names of the columns that were fitted, if they are known.</summary>
    public FeatureNames FeatureNames { get; }

    /// <summary>The same model with names for its columns, which <see cref="Save"/> writes too.</summary>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public UmapModel WithFeatureNames(FeatureNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new UmapModel(Options, Curve, TrainingPoints, Embedding, names.For(TrainingPoints.ColumnCount));
    }

    /// <summary>Places new points among those of the model, which stay where they are.</summary>
    /// <param name="points">m × d, finite; d as the training points'. m may be 0.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <returns>m × EmbeddingDimension, in the same order.</returns>
    /// <remarks>
    /// A point's place depends on the model and that point alone: alone, in any batch and any order the bytes are the same. A point at
    /// distance 0 from a training point takes that point's place.
    /// </remarks>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite; row and column are named.</exception>
    /// <exception cref="DistanceOverflowException">A point lies so far from the model's that their distance overflows; row and column are named.</exception>
    /// <exception cref="ArgumentException">The points have another width than the model's, or the model has no points.</exception>
    public Matrix Transform(Matrix points, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        RequirePoints();
        if (points.ColumnCount != TrainingPoints.ColumnCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"points has {points.ColumnCount} columns; the model was fitted on {TrainingPoints.ColumnCount}. Give the same columns in the same order."),
                nameof(points));
        }

        points.RequireFinite(nameof(points));
        double[] places = new double[points.RowCount * Options.EmbeddingDimension];
        placer.Value.Place(points, places, execution ?? Execution.Default);
        return new Matrix(points.RowCount, Options.EmbeddingDimension, places);
    }

    /// <summary>Places new points whose columns are matched by name, in any order.</summary>
    /// <param name="points">m × number of names, finite.</param>
    /// <param name="columnNames">The names of the columns of <paramref name="points"/>, in their order.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="FeatureNamesException">A column of the model is missing, or one is given that it does not have; both are named.</exception>
    /// <inheritdoc cref="Transform(Matrix, Execution?)"/>
    public Matrix Transform(Matrix points, IReadOnlyList<string> columnNames, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(columnNames);
        return Transform(FeatureNames.Arrange(points, columnNames), execution);
    }

    /// <summary>Places new points by their distances to those that were fitted, for models of distances and of others.</summary>
    /// <param name="distances">m × n, finite, at least 0: from each new point to each fitted one, in the order of the fit.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <returns>m × EmbeddingDimension, in the same order.</returns>
    /// <exception cref="ArgumentException">There is not a column for each fitted point, or an entry is no distance: it is named.</exception>
    public Matrix TransformDistances(Matrix distances, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(distances);
        if (distances.ColumnCount != Embedding.RowCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"distances has {distances.ColumnCount} columns; expected {Embedding.RowCount}, one for each point of the model."),
                nameof(distances));
        }

        distances.RequireFinite(nameof(distances));
        int negative = distances.Values.IndexOfAnyInRange(double.MinValue, -double.Epsilon);
        if (negative >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"distances, row {negative / distances.ColumnCount}, column {negative % distances.ColumnCount} (counted from 0) is {distances.Values[negative]}; expected at least 0."),
                nameof(distances));
        }

        double[] places = new double[distances.RowCount * Options.EmbeddingDimension];
        placer.Value.PlaceByDistances(distances, places, execution ?? Execution.Default);
        return new Matrix(distances.RowCount, Options.EmbeddingDimension, places);
    }

    /// <summary>Places new points on another thread, so that the caller's is free.</summary>
    /// <param name="points">m × d, finite; nobody may write to the numbers meanwhile.</param>
    /// <param name="progress">Hears how far the work is; called from any thread.</param>
    /// <param name="cancellationToken">Stops the work: the task ends as canceled.</param>
    /// <returns>What <see cref="Transform(Matrix, Execution?)"/> gives; its exceptions are the task's.</returns>
    public Task<Matrix> TransformAsync(Matrix points, IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default)
        => Task.Run(() => Transform(points, Execution.With(cancellation: cancellationToken, progress: progress)), cancellationToken);

    /// <summary>Places a stream of blocks one after the other, in constant memory.</summary>
    /// <param name="blocks">Each m × d, finite; of any sizes.</param>
    /// <param name="execution">Threads, cancellation.</param>
    /// <returns>The places of each block, as <see cref="Transform(Matrix, Execution?)"/> gives them.</returns>
    public IEnumerable<Matrix> Transform(IEnumerable<Matrix> blocks, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return blocks.Select(block => Transform(block, execution));
    }

    /// <summary>Writes the model as JSON in the format <c>neuropil-umap</c>; the same model gives the same bytes.</summary>
    /// <param name="stream">Where to; left open.</param>
    public void Save(Stream stream) => UmapModelFormat.Save(this, stream);

    /// <summary>Reads a model, checking every field.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote, in this or an earlier version.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="ModelFormatException">The file is not a UMAP model, is damaged, or comes from a later version.</exception>
    public static UmapModel Load(Stream stream, string? name = null) => UmapModelFormat.Load(stream, name);

    internal UmapModel With(UmapOptions options) => new(options, Curve, TrainingPoints, Embedding, FeatureNames);

    private void RequirePoints()
    {
        if (TrainingPoints.ColumnCount == 0)
        {
            throw new InvalidOperationException("The model was fitted on distances or neighbours and knows no points. Use TransformDistances.");
        }
    }
}
