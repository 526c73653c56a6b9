namespace Neuropil.Hdbscan;

public sealed partial class HdbscanModel
{
    private delegate (int Label, double Strength, double OutlierScore) Placement(ReadOnlySpan<double> point);

    /// <summary>
    /// Places new points in the tree of the training points, which stays as it is. A training point gets its own label, strength and outlier score
    /// exactly; every other point is treated alike, by where it would hang in the tree.
    /// </summary>
    /// <param name="points">m × d, finite, d as the training points'.</param>
    /// <param name="execution">Threads, cancellation; changes no result. A point's result does not depend on the other points either.</param>
    /// <remarks>
    /// The new point's core distance is the distance to its (MinSamples + 1)-th nearest training point, as if one of them were the point itself. It hangs
    /// on the training point of least mutual reachability (then least distance, then first in the order of coordinates), at lambda = 1 / that
    /// reachability: it leaves with its partner if that leaves earlier, else at its own lambda, from the cluster its partner was in then. Selection
    /// by leaf, epsilon and a single cluster hold as for training points.
    /// </remarks>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    public HdbscanPrediction Predict(Matrix points, Execution? execution = null) => Predict(points, PredictionMode.Consistent, execution);

    /// <summary>Places new points in the tree of the training points by the rules named.</summary>
    /// <inheritdoc cref="Predict(Matrix, Execution?)"/>
    /// <param name="points">m × d, finite, d as the training points'.</param>
    /// <param name="mode">Whose rules.</param>
    /// <param name="execution">Threads, cancellation; changes no result.</param>
    public HdbscanPrediction Predict(Matrix points, PredictionMode mode, Execution? execution = null)
    {
        RequireWidth(points);
        Require.Defined(mode, nameof(mode));
        int[] newLabels = new int[points.RowCount];
        double[] newStrengths = new double[points.RowCount];
        double[] newScores = new double[points.RowCount];
        execution ??= Execution.Default;
        Placement place = mode == PredictionMode.Consistent
            ? new TreePlacement(trainingIndex.Value, cores, Options.EffectiveMinSamples, hierarchy, assignment).Place
            : AsReference(execution).Place;
        Blocks.For(points.RowCount, 64, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                (newLabels[row], newStrengths[row], newScores[row]) = place(points.Row(row));
            }
        });
        return new HdbscanPrediction(newLabels, newStrengths, newScores);
    }

    private ReferencePlacement AsReference(Execution execution)
    {
        int minSamples = Options.EffectiveMinSamples;
        double[] coresWithSelf = MutualReachability.CoreDistances(canonical.Points, minSamples - 1, Options.Metric, execution);
        int firstRow = Array.IndexOf(canonical.Rows, 0);
        return new ReferencePlacement(trainingIndex.Value, coresWithSelf, minSamples, hierarchy, assignment, firstRow);
    }

    private void RequireWidth(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.ColumnCount != ColumnCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"points has {points.ColumnCount} columns; expected {ColumnCount}, as the training points have."), nameof(points));
        }

        points.RequireFinite(nameof(points));
    }
}
