namespace Neuropil.Hdbscan;

/// <summary>DBCV, the density-based clustering validation index of Moulavi et al. 2014: how well any labels fit the points' density.</summary>
/// <remarks>
/// O(n² d) time within clusters, O(n) memory. Mutual reachability is full of equal weights, and which of them join a cluster's tree decides what is an
/// inner point. The Python package hdbscan takes the lower row, so that its value changes with the order of the rows; here the points that come first in
/// the order of coordinates go first. The index is the same, bit for bit, whatever the order of the rows: the one that package gives for rows in the order
/// of coordinates.
/// </remarks>
public static class DensityBasedValidity
{
    /// <summary>The index of a clustering: −1 (bad) to 1; null where it is not defined, for fewer than two clusters.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="labels">n labels, 0 or more, or <see cref="ClusterLabel.Noise"/>; each cluster has at least two points.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="execution">Threads, cancellation.</param>
    /// <exception cref="ArgumentException">Another number of labels, a label below −1, or a cluster of one point.</exception>
    public static double? Of(Matrix points, ReadOnlySpan<int> labels, Metric metric = Metric.Euclidean, Execution? execution = null)
    {
        IReadOnlyDictionary<int, double> clusters = OfClusters(points, labels, metric, execution);
        if (clusters.Count < 2)
        {
            return null;
        }

        Dictionary<int, int> sizes = [];
        foreach (int label in labels)
        {
            sizes[label] = sizes.GetValueOrDefault(label) + 1;
        }

        double sum = 0;
        foreach (int label in clusters.Keys.Order())
        {
            sum += (double)sizes[label] / points.RowCount * clusters[label];
        }

        return sum;
    }

    /// <summary>
    /// The validity of each cluster, by label: (separation − sparseness) / the larger of both; separation is the least mutual reachability from its inner
    /// points to another cluster's, sparseness the longest edge between its inner points. Not a number where there is no other cluster.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyDictionary<int, double> OfClusters(
        Matrix points, ReadOnlySpan<int> labels, Metric metric = Metric.Euclidean, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        points.RequireFinite(nameof(points));
        Require.Defined(metric, nameof(metric));
        execution ??= Execution.Default;
        SortedDictionary<int, List<int>> members = Members(points, labels);
        CanonicalPoints canonical = CanonicalPoints.Of(points, execution);
        int[] pointOfRow = canonical.PointOfRow();
        Func<int, int, double> distance = PlainDistance.Of(canonical.Points, metric);
        ValidityCluster[] clusters =
        [
            .. members.Select(item =>
                new ValidityCluster(item.Key, [.. item.Value.Select(row => pointOfRow[row]).Order()], distance, points.ColumnCount, execution)),
        ];
        Dictionary<int, double> validities = [];
        foreach (ValidityCluster cluster in clusters)
        {
            double separation = double.PositiveInfinity;
            foreach (ValidityCluster other in clusters)
            {
                separation = other == cluster ? separation : Math.Min(separation, cluster.SeparationFrom(other, distance, execution));
            }

            double larger = Math.Max(separation, cluster.Sparseness);
            validities[cluster.Label] = clusters.Length < 2 ? double.NaN : larger > 0 ? (separation - cluster.Sparseness) / larger : 0;
        }

        return validities;
    }

    private static SortedDictionary<int, List<int>> Members(Matrix points, ReadOnlySpan<int> labels)
    {
        if (labels.Length != points.RowCount)
        {
            throw new ArgumentException(FormattableString.Invariant($"labels has {labels.Length} entries; expected {points.RowCount}, one a point."), nameof(labels));
        }

        SortedDictionary<int, List<int>> members = [];
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] < ClusterLabel.Noise)
            {
                throw new ArgumentException(FormattableString.Invariant($"labels, row {row} is {labels[row]}; expected 0 or more, or −1 for noise."), nameof(labels));
            }

            if (labels[row] == ClusterLabel.Noise)
            {
                continue;
            }

            if (!members.TryGetValue(labels[row], out List<int>? rows))
            {
                members.Add(labels[row], rows = []);
            }

            rows.Add(row);
        }

        foreach ((int label, List<int> rows) in members)
        {
            if (rows.Count < 2)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"labels has only row {rows[0]} in cluster {label}; expected at least two points a cluster. Make it noise (−1)."), nameof(labels));
            }
        }

        return members;
    }
}
