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
            ? new TreePlacement(trainingIndex.Value, cores, weights?.Weights, Options.EffectiveMinSamples, hierarchy, assignment).Place
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

    /// <summary>How much each row belongs to each cluster: n × <see cref="ClusterCount"/>, each row sums to at most 1; all small for noise.</summary>
    /// <param name="execution">Threads, cancellation; changes no result.</param>
    /// <remarks>
    /// As the Python package hdbscan describes soft clustering: nearness to the cluster's exemplars times how late in the tree the row parts from
    /// the cluster, made to sum to 1 over the clusters, times the strength with which the row is in any cluster.
    /// </remarks>
    public Matrix MembershipVectors(Execution? execution = null)
    {
        RequirePoints();
        int[] pointOfRow = canonical.PointOfRow();
        return Memberships(
            PointCount,
            row => CanonicalRow(canonical.Points, pointOfRow[row]),
            (row, _) => (hierarchy.PointClusters[pointOfRow[row]], hierarchy.PointLambdas[pointOfRow[row]]),
            execution);
    }

    /// <summary>How much new points belong to each cluster: m × <see cref="ClusterCount"/>; a training point gets what its row gets.</summary>
    /// <inheritdoc cref="MembershipVectors(Execution?)"/>
    /// <param name="points">m × d, finite, d as the training points'.</param>
    /// <param name="execution">Threads, cancellation; changes no result.</param>
    public Matrix MembershipVectors(Matrix points, Execution? execution = null)
    {
        RequireWidth(points);
        TreePlacement placement = new(trainingIndex.Value, cores, weights?.Weights, Options.EffectiveMinSamples, hierarchy, assignment);
        return Memberships(points.RowCount, row => CanonicalRow(points, row), (_, point) => placement.PlaceInTree(point.Span), execution);
    }

    private static ReadOnlyMemory<double> CanonicalRow(Matrix points, int row) => points.Row(row).ToArray();

    private Matrix Memberships(
        int count,
        Func<int, ReadOnlyMemory<double>> pointOf,
        Func<int, ReadOnlyMemory<double>, (int Cluster, double Lambda)> placeOf,
        Execution? execution)
    {
        double[] memberships = new double[(long)count * ClusterCount];
        SoftMembership soft = new(hierarchy, assignment, ExemplarPoints(), PlainDistance.ToPoint(canonical.Points, Options.Metric));
        Blocks.For(count, 64, execution ?? Execution.Default, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                ReadOnlyMemory<double> point = pointOf(row);
                (int cluster, double lambda) = placeOf(row, point);
                soft.Of(point, cluster, lambda, memberships.AsSpan(row * ClusterCount, ClusterCount));
            }
        });
        return new Matrix(count, ClusterCount, memberships);
    }

    /// <summary>
    /// For each new point the cluster whose nearest labelled training point is nearest (ties: first in the order of coordinates), however far that is.
    /// For noise that has to go somewhere.
    /// </summary>
    /// <param name="points">m × d, finite, d as the training points'.</param>
    /// <param name="execution">Threads, cancellation; changes no result.</param>
    /// <returns>Noise and an infinite distance where the model has no cluster.</returns>
    public NearestClusters NearestClustersOf(Matrix points, Execution? execution = null)
    {
        RequireWidth(points);
        int[] nearest = new int[points.RowCount];
        double[] distances = new double[points.RowCount];
        nearest.AsSpan().Fill(ClusterLabel.Noise);
        distances.AsSpan().Fill(double.PositiveInfinity);
        int[] members = [.. Enumerable.Range(0, PointCount).Where(point => labels[canonical.Rows[point]] != ClusterLabel.Noise)];
        if (members.Length > 0)
        {
            NeighborIndex index = NearestNeighbors.Index(canonical.Points.SelectRows(members), Options.Metric, execution: execution);
            NeighborTable found = index.Nearest(points, 1, execution);
            for (int row = 0; row < nearest.Length; row++)
            {
                nearest[row] = labels[canonical.Rows[members[found.Rows(row)[0]]]];
                distances[row] = found.Distances(row)[0];
            }
        }

        return new NearestClusters(nearest, distances);
    }

    private ReferencePlacement AsReference(Execution execution)
    {
        if (weights is not null)
        {
            throw new InvalidOperationException("the model was fitted with weights, which PredictionMode.ApproximatePredict does not know. Use PredictionMode.Consistent.");
        }

        int minSamples = Options.EffectiveMinSamples;
        double[] coresWithSelf = MutualReachability.CoreDistances(canonical.Points, minSamples - 1, Options.Metric, execution);
        int firstRow = Array.IndexOf(canonical.Rows, 0);
        return new ReferencePlacement(trainingIndex.Value, coresWithSelf, minSamples, hierarchy, assignment, firstRow);
    }

    private void RequirePoints()
    {
        if (ColumnCount == 0)
        {
            throw new InvalidOperationException("the model was fitted on distances and holds no points. Fit points to place new ones or to have membership vectors.");
        }
    }

    private void RequireWidth(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        RequirePoints();
        if (points.ColumnCount != ColumnCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"points has {points.ColumnCount} columns; expected {ColumnCount}, as the training points have."), nameof(points));
        }

        points.RequireFinite(nameof(points));
    }
}
