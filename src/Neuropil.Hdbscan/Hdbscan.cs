using System.Globalization;

namespace Neuropil.Hdbscan;

/// <summary>Hierarchical density-based clustering.</summary>
/// <remarks>
/// <para>Campello, Moulavi and Sander 2013, "Density-based clustering based on hierarchical density estimates"; Campello et al. 2015; McInnes and Healy
/// 2017. Exact: no neighbour or edge is approximated.</para>
/// <para>The result depends neither on the order of the rows, nor on thread count or processor. Mutual-reachability trees are full of equal weights; here
/// all groups that meet at one distance merge at once. The reference implementation merges them two at a time in the order in which it happens to meet
/// them, and its clusters change with that order; where nothing ties, both agree. A group too small for a cluster that parts from its parent at the very
/// distance where large ones part from each other goes with the one it is nearest to.</para>
/// <para>Clusters are numbered by the distance at which they part from their parent (farthest first), then larger size, larger stability, and last
/// by their first point in the order of coordinates.</para>
/// <para>Where all points coincide they are one group: noise, or the one cluster if that is allowed. Where fewer than MinClusterSize points are given, all
/// are noise.</para>
/// </remarks>
public static class Hdbscan
{
    /// <summary>Clusters points.</summary>
    /// <param name="points">n × d, finite; n at least MinSamples + 1, d at least 1.</param>
    /// <param name="options">What to compute; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress; changes no result.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">Too few points, no columns, or coordinates so far apart that their distance overflows.</exception>
    /// <exception cref="InsufficientMemoryException">The machine has less memory than <see cref="EstimateMemory"/> says.</exception>
    public static HdbscanModel Fit(Matrix points, HdbscanOptions? options = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Fit(new HdbscanData { Points = points }, options, execution);
    }

    /// <summary>Clusters points of which more is known: weights, neighbours; or distances instead of points.</summary>
    /// <param name="data">The points, and what else is known of them.</param>
    /// <param name="options">What to compute; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress; changes no result.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">Too few points, no columns, tables that do not fit together, or coordinates so far apart that their distance overflows.</exception>
    /// <exception cref="InsufficientMemoryException">The machine has less memory than <see cref="EstimateMemory"/> says.</exception>
    public static HdbscanModel Fit(HdbscanData data, HdbscanOptions? options = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new HdbscanOptions();
        execution ??= Execution.Default;
        double[]? weights = HdbscanDataCheck.Of(data, options, execution);
        if (data.Distances is Matrix distances)
        {
            return FitDistances(distances, weights, options, execution);
        }

        Check(data.Points!, options, data.Weights is not null);
        execution.Report("order", 0);
        CanonicalPoints canonical = CanonicalPoints.Of(data.Points!, execution);
        weights = weights is null ? null : [.. canonical.Rows.Select(row => weights[row])];
        (double[] cores, MinimumSpanningTree tree) = TreeOf(canonical, data.Neighbors, weights, options, execution);
        execution.Report("hierarchy", 0);
        HdbscanModel model = new(options, canonical, cores, RequireFinite(tree), weights is null ? null : new PointWeights(weights, cores), FeatureNames.Unknown);
        execution.Report("hierarchy", 1);
        return model;
    }

    /// <summary>Clusters on another thread, so that the caller's is free.</summary>
    /// <param name="points">n × d, finite; nobody may write to the numbers while the fit runs.</param>
    /// <param name="options">What to compute; null: the defaults.</param>
    /// <param name="progress">Hears how far the fit is; called from any thread.</param>
    /// <param name="cancellationToken">Stops the fit: the task ends as canceled.</param>
    /// <returns>The model that <see cref="Fit(Matrix, HdbscanOptions?, Execution?)"/> gives; its exceptions are the task's.</returns>
    public static Task<HdbscanModel> FitAsync(
        Matrix points,
        HdbscanOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => Task.Run(() => Fit(points, options, Execution.With(cancellation: cancellationToken, progress: progress)), cancellationToken);

    /// <inheritdoc cref="FitAsync(Matrix, HdbscanOptions?, IProgress{StepProgress}?, CancellationToken)"/>
    /// <param name="data">The points, and what else is known of them; nobody may write to the numbers while the fit runs.</param>
    /// <param name="options">What to compute; null: the defaults.</param>
    /// <param name="progress">Hears how far the fit is; called from any thread.</param>
    /// <param name="cancellationToken">Stops the fit: the task ends as canceled.</param>
    public static Task<HdbscanModel> FitAsync(
        HdbscanData data,
        HdbscanOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => Task.Run(() => Fit(data, options, Execution.With(cancellation: cancellationToken, progress: progress)), cancellationToken);

    /// <summary>
    /// Clusters points under several options. The order of the points and their neighbours are found once, the tree once for each MinSamples; each model
    /// is the same as from <see cref="Fit(Matrix, HdbscanOptions?, Execution?)"/>.
    /// </summary>
    /// <param name="points">n × d, finite; n at least the largest MinSamples + 1, d at least 1.</param>
    /// <param name="options">What to compute, all with one metric.</param>
    /// <param name="execution">Threads, cancellation, progress; changes no result.</param>
    /// <returns>A model for each options, in their order.</returns>
    /// <inheritdoc cref="Fit(Matrix, HdbscanOptions?, Execution?)"/>
    public static IReadOnlyList<HdbscanModel> Sweep(Matrix points, IReadOnlyList<HdbscanOptions> options, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count == 0)
        {
            return [];
        }

        if (options.Any(item => item.Metric != options[0].Metric))
        {
            throw new ArgumentException("options name several metrics; expected one. Sweep each metric by itself.", nameof(options));
        }

        execution ??= Execution.Default;
        Check(points, options.MaxBy(item => item.EffectiveMinSamples)!, false);
        CanonicalPoints canonical = CanonicalPoints.Of(points, execution);
        int[] minSamples = [.. options.Select(item => item.EffectiveMinSamples).Distinct().Order()];
        Dictionary<int, HdbscanModel> firstWith = [];
        foreach ((int samples, double[] cores, MinimumSpanningTree tree) in MutualReachability.OfEach(canonical.Points, minSamples, options[0].Metric, execution))
        {
            HdbscanOptions first = options.First(item => item.EffectiveMinSamples == samples);
            firstWith.Add(samples, new HdbscanModel(first, canonical, cores, RequireFinite(tree), null, FeatureNames.Unknown));
        }

        return
        [
            .. options.Select(item =>
                firstWith[item.EffectiveMinSamples].Options.Equals(item)
                    ? firstWith[item.EffectiveMinSamples]
                    : firstWith[item.EffectiveMinSamples].With(item)),
        ];
    }

    /// <summary>About how many bytes a fit needs beside the points themselves.</summary>
    /// <param name="rowCount">n.</param>
    /// <param name="columnCount">d.</param>
    /// <param name="options">What to compute; null: the defaults.</param>
    public static long EstimateMemory(long rowCount, int columnCount, HdbscanOptions? options = null)
        => MemoryNeed.Of(
            Require.AtLeast(rowCount, 0, nameof(rowCount)), Require.AtLeast(columnCount, 1, nameof(columnCount)), options ?? new HdbscanOptions());

    private static (double[] Cores, MinimumSpanningTree Tree) TreeOf(
        CanonicalPoints canonical, NeighborTable? neighbors, double[]? weights, HdbscanOptions options, Execution execution)
    {
        int minSamples = options.EffectiveMinSamples;
        if (neighbors is null && weights is null)
        {
            return MutualReachability.Of(canonical.Points, minSamples, options.Metric, execution);
        }

        execution.Report("core distances", 0);
        double[] cores = neighbors is not null
            ? CoreDistancesOf.Known(canonical, neighbors, weights, minSamples)
            : CoreDistancesOf.Weighted(canonical.Points, weights!, minSamples, options.Metric, execution);
        return (cores, MutualReachability.FromCores(canonical.Points, cores, options.Metric, execution));
    }

    private static HdbscanModel FitDistances(Matrix distances, double[]? weights, HdbscanOptions options, Execution execution)
    {
        execution.Report("core distances", 0);
        double[] cores = KnownDistances.Cores(distances, weights, options.EffectiveMinSamples, execution);
        execution.Report("spanning tree", 0);
        MinimumSpanningTree tree = KnownDistances.Tree(distances, cores, execution);
        CanonicalPoints rows = CanonicalPoints.From(new Matrix(distances.RowCount, 0, []), [.. Enumerable.Range(0, distances.RowCount)]);
        return new HdbscanModel(options, rows, cores, tree, weights is null ? null : new PointWeights(weights, cores), FeatureNames.Unknown);
    }

    private static void Check(Matrix points, HdbscanOptions options, bool weighted)
    {
        ArgumentNullException.ThrowIfNull(points);
        points.RequireFinite(nameof(points));
        if (points.ColumnCount == 0)
        {
            throw new ArgumentException("points has no columns; expected at least one coordinate.", nameof(points));
        }

        int least = weighted ? 2 : options.EffectiveMinSamples + 1;
        if (points.RowCount < least)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {points.RowCount} rows; expected at least {(weighted ? "" : "MinSamples + 1 = ")}{least}. Give more points or a smaller MinSamples."),
                nameof(points));
        }

        MemoryNeed.Check(points.RowCount, points.ColumnCount, options);
    }

    private static MinimumSpanningTree RequireFinite(MinimumSpanningTree tree)
        => double.IsFinite(tree.Weights[^1])
            ? tree
            : throw new ArgumentException("points lie so far apart that their distance overflows; scale the coordinates down.", "points");
}
