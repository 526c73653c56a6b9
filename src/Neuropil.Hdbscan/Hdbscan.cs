using System.Globalization;

namespace Neuropil.Hdbscan;

/// <summary>Hierarchical density-based clustering.</summary>
/// <remarks>
/// <para>Campello, Moulavi and Sander 2013, "Density-based clustering based on hierarchical density estimates"; Campello et al. 2015; McInnes and Healy
/// 2017. Exact: no neighbour or edge is approximated.</para>
/// <para>The result depends neither on the order of the rows, nor on thread count or processor. Mutual-reachability trees are full of equal weights; here
/// all groups that meet at one distance merge at once. The reference implementation merges them two at a time in the order in which it happens to meet
/// them, and its clusters change with that order; where nothing ties, both agree.</para>
/// <para>Clusters are numbered by the distance at which they part from their parent (farthest first), then larger size, larger stability, and last
/// by their first point in the order of coordinates.</para>
/// </remarks>
public static class Hdbscan
{
    /// <summary>Clusters points.</summary>
    /// <param name="points">n × d, finite; n at least MinSamples + 1, d at least 1.</param>
    /// <param name="options">What to compute; null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress; changes no result.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">Too few points, no columns, or coordinates so far apart that their distance overflows.</exception>
    public static HdbscanModel Fit(Matrix points, HdbscanOptions? options = null, Execution? execution = null)
    {
        options ??= new HdbscanOptions();
        execution ??= Execution.Default;
        Check(points, options);

        execution.Report("order", 0);
        CanonicalPoints canonical = CanonicalPoints.Of(points, execution);
        (double[] cores, MinimumSpanningTree tree) = MutualReachability.Of(canonical.Points, options.EffectiveMinSamples, options.Metric, execution);
        execution.Report("hierarchy", 0);
        return new HdbscanModel(options, canonical, cores, RequireFinite(tree), SingleLinkage.Of(tree));
    }

    private static void Check(Matrix points, HdbscanOptions options)
    {
        ArgumentNullException.ThrowIfNull(points);
        points.RequireFinite(nameof(points));
        if (points.ColumnCount == 0)
        {
            throw new ArgumentException("points has no columns; expected at least one coordinate.", nameof(points));
        }

        int least = options.EffectiveMinSamples + 1;
        if (points.RowCount < least)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {points.RowCount} rows; expected at least MinSamples + 1 = {least}. Give more points or a smaller MinSamples."),
                nameof(points));
        }
    }

    private static MinimumSpanningTree RequireFinite(MinimumSpanningTree tree)
        => double.IsFinite(tree.Weights[^1])
            ? tree
            : throw new ArgumentException("points lie so far apart that their distance overflows; scale the coordinates down.", "points");
}
