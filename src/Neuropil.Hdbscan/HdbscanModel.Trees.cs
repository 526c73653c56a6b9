namespace Neuropil.Hdbscan;

public sealed partial class HdbscanModel
{
    /// <summary>The distance from each row to its MinSamples-th nearest other row.</summary>
    public ReadOnlyMemory<double> CoreDistances => coreDistances.Value;

    /// <summary>
    /// The minimum spanning tree under mutual reachability, shortest edge first. Of several minimum trees it is the one whose edges come first when
    /// points are ordered by their coordinates; no other result depends on that.
    /// </summary>
    public IEnumerable<SpanningTreeEdge> SpanningTree
    {
        get
        {
            for (int edge = 0; edge < tree.EdgeCount; edge++)
            {
                yield return new SpanningTreeEdge(canonical.Rows[tree.Lower[edge]], canonical.Rows[tree.Higher[edge]], tree.Weights[edge]);
            }
        }
    }

    /// <summary>
    /// How long each cluster lasts, by label: its stability over (its number of labelled rows × the largest lambda of the tree); 1 where that
    /// lambda is infinite.
    /// </summary>
    public ReadOnlyMemory<double> Persistence => persistence.Value;

    /// <summary>
    /// The merges by ascending distance, as a table of (group, member) rows: n rows for each merge of n groups, for all that meet at one distance
    /// merge at once.
    /// </summary>
    public IEnumerable<SingleLinkageRow> SingleLinkageTree => SingleLinkageTable.Rows(linkage, canonical.Rows);

    /// <summary>
    /// The most persistent rows of a cluster, by label: of each leaf of the tree in it those that leave last. Ascending.
    /// </summary>
    /// <param name="label">From 0 to <see cref="ClusterCount"/> − 1.</param>
    public int[] Exemplars(int label)
    {
        Require.Between(label, 0, ClusterCount - 1, nameof(label));
        int[] rows = [.. ExemplarPoints()[label].Select(point => canonical.Rows[point])];
        Array.Sort(rows);
        return rows;
    }

    /// <summary>
    /// DBSCAN* (Campello et al. 2013, §3): the clusters at one distance, or at lambda = 1 / distance, from the same tree. Labels by row: the largest
    /// cluster is 0; clusters of one size by their first point in the order of coordinates.
    /// </summary>
    /// <param name="distance">At least 0.</param>
    /// <param name="minClusterSize">Smaller groups are noise; at least 1; null: the options'. A group of 1 counts where its core distance is no larger.</param>
    public int[] Cut(double distance, int? minClusterSize = null)
    {
        Require.AtLeast(distance, 0, nameof(distance));
        int least = Require.AtLeast(minClusterSize ?? Options.MinClusterSize, 1, nameof(minClusterSize));
        return canonical.ToRowOrder<int>(FlatCut.At(linkage, cores, distance, least));
    }

    /// <summary>
    /// DBSCAN* cut where there is a wanted number of clusters: at the largest distance with that number, so that the fewest rows are noise. Labels by row, as
    /// from <see cref="Cut"/>.
    /// </summary>
    /// <param name="clusterCount">At least 1.</param>
    /// <param name="minClusterSize">Smaller groups are noise; at least 1; null: the options'.</param>
    /// <exception cref="ArgumentException">No distance has that number of clusters; the nearest numbers there are, are named.</exception>
    public int[] CutInto(int clusterCount, int? minClusterSize = null)
    {
        Require.AtLeast(clusterCount, 1, nameof(clusterCount));
        int least = Require.AtLeast(minClusterSize ?? Options.MinClusterSize, 1, nameof(minClusterSize));
        (double distance, SortedSet<int> counts) = FlatCut.DistanceOf(linkage, cores, clusterCount, least);
        if (double.IsNaN(distance))
        {
            string below = counts.Any(count => count < clusterCount) ? FormattableString.Invariant($"{counts.Last(count => count < clusterCount)}") : "none";
            string above = counts.Any(count => count > clusterCount) ? FormattableString.Invariant($"{counts.First(count => count > clusterCount)}") : "none";
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"clusterCount is {clusterCount}; no distance has that many clusters of at least {least} points. The next smaller number is {below}, the next larger {above}. Ask for one of these, or for another minClusterSize."),
                nameof(clusterCount));
        }

        return canonical.ToRowOrder<int>(FlatCut.At(linkage, cores, distance, least));
    }

    /// <summary>The clusters at all smallest cluster sizes, from the same tree: none has to be guessed.</summary>
    /// <param name="cancellation">Stops the search.</param>
    public HdbscanLayers Layers(CancellationToken cancellation = default)
    {
        List<HdbscanLayer> trace = [];
        int half = (int)Math.Min(linkage.WeightOf(linkage.PointCount + linkage.MergeCount - 1) / 2, int.MaxValue / 2);
        foreach (int size in HdbscanLayers.Sizes(half))
        {
            cancellation.ThrowIfCancellationRequested();
            CondensedHierarchy at = TreeCondenser.Condense(linkage, tree.Distances, size);
            int count = ClusterSelector.Select(at, HdbscanLayers.OptionsAt(Options, size)).Selected.Count(selected => selected);
            int largest = Math.Min(half, size + (size / 8));
            if (trace.Count > 0 && trace[^1].ClusterCount == count)
            {
                trace[^1] = trace[^1] with { LargestMinClusterSize = largest };
            }
            else
            {
                trace.Add(new HdbscanLayer(size, largest, count));
            }
        }

        return new HdbscanLayers(this, [.. trace]);
    }

    /// <summary>The same model with names for its columns.</summary>
    /// <param name="featureNames">As many as columns, or unknown.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public HdbscanModel WithFeatureNames(FeatureNames featureNames)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        return new HdbscanModel(Options, canonical, cores, tree, linkage, weights, featureNames);
    }

    /// <summary>The clusters under other options, from the same tree.</summary>
    /// <param name="options">MinSamples (or what stands for it) and Metric as this model's.</param>
    /// <exception cref="ArgumentException">They are not: these make the tree.</exception>
    public HdbscanModel With(HdbscanOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.EffectiveMinSamples != Options.EffectiveMinSamples || options.Metric != Options.Metric)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"options has MinSamples {options.EffectiveMinSamples} and {options.Metric}; expected {Options.EffectiveMinSamples} and {Options.Metric}, as the tree was made with. Set MinSamples, or use Hdbscan.Sweep."),
                nameof(options));
        }

        return new HdbscanModel(options, canonical, cores, tree, linkage, weights, FeatureNames);
    }

    /// <summary>
    /// A quick measure of the clustering beside others of the same points (not of other points), −1 to 1: DBCV (<see cref="DensityBasedValidity"/>)
    /// estimated from the fitted tree.
    /// </summary>
    public double RelativeValidity => relativeValidity.Value;

    private double[] PersistenceOfClusters()
    {
        double[] sizes = new double[ClusterCount];
        for (int point = 0; point < PointCount; point++)
        {
            int label = labels[canonical.Rows[point]];
            if (label != ClusterLabel.Noise)
            {
                sizes[label] += linkage.WeightOf(point);
            }
        }

        double largest = hierarchy.LargestLambdas.Max();
        double[] found = new double[ClusterCount];
        for (int label = 0; label < found.Length; label++)
        {
            double stability = choice.Stabilities[assignment.SelectedClusters[label]];
            found[label] = sizes[label] == 0 || !double.IsFinite(largest) ? 1 : stability / (sizes[label] * largest);
        }

        return found;
    }

    private double RelativeValidityOfClusters()
    {
        int[] inCanonicalOrder = [.. canonical.Rows.Select(row => labels[row])];
        return RelativeValidityIndex.Of(tree, inCanonicalOrder, ClusterCount, linkage);
    }

    private int[][] ExemplarPoints()
    {
        bool[] isLeaf = new bool[hierarchy.ClusterCount];
        isLeaf.AsSpan().Fill(true);
        foreach (int parent in hierarchy.Parents.AsSpan(1))
        {
            isLeaf[parent] = false;
        }

        List<int>[] exemplars = [.. Enumerable.Range(0, ClusterCount).Select(_ => new List<int>())];
        for (int point = 0; point < hierarchy.PointCount; point++)
        {
            int cluster = hierarchy.PointClusters[point];
            int label = assignment.LabelOfCluster[cluster];
            if (label >= 0 && isLeaf[cluster] && hierarchy.PointLambdas[point] == hierarchy.LargestLambdas[cluster])
            {
                exemplars[label].Add(point);
            }
        }

        return [.. exemplars.Select(points => points.ToArray())];
    }
}
