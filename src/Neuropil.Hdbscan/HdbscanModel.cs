namespace Neuropil.Hdbscan;

/// <summary>A fitted clustering: its results, its trees, and all that prediction needs. Immutable; safe from any thread.</summary>
public sealed partial class HdbscanModel
{
    private readonly CanonicalPoints canonical;
    private readonly double[] cores;
    private readonly MinimumSpanningTree tree;
    private readonly SingleLinkage linkage;
    private readonly CondensedHierarchy hierarchy;
    private readonly ClusterSelector.Choice choice;
    private readonly ClusterAssignment assignment;
    private readonly int[] labels;
    private readonly double[] strengths;
    private readonly double[] outlierScores;
    private readonly Lazy<NeighborIndex> trainingIndex;
    private readonly Lazy<double[]> coreDistances;
    private readonly Lazy<double[]> persistence;
    private readonly Lazy<double> relativeValidity;

    private readonly PointWeights? weights;

    internal HdbscanModel(
        HdbscanOptions options, CanonicalPoints canonical, double[] cores, MinimumSpanningTree tree, PointWeights? weights, FeatureNames featureNames)
        : this(options, canonical, cores, tree, SingleLinkage.Of(tree, weights), weights, featureNames)
    {
    }

    private HdbscanModel(
        HdbscanOptions options,
        CanonicalPoints canonical,
        double[] cores,
        MinimumSpanningTree tree,
        SingleLinkage linkage,
        PointWeights? weights,
        FeatureNames featureNames)
    {
        this.weights = weights;
        FeatureNames = featureNames.For(canonical.Points.ColumnCount);
        Options = options;
        this.canonical = canonical;
        this.cores = cores;
        this.tree = tree;
        this.linkage = linkage;
        hierarchy = TreeCondenser.Condense(linkage, tree.Distances, options.MinClusterSize);
        choice = ClusterSelector.Select(hierarchy, options);
        assignment = new ClusterAssignment(hierarchy, choice, options.ClusterSelectionEpsilon);
        int count = hierarchy.PointCount;
        labels = new int[count];
        strengths = new double[count];
        outlierScores = new double[count];
        for (int point = 0; point < count; point++)
        {
            int row = canonical.Rows[point];
            int cluster = hierarchy.PointClusters[point];
            double lambda = hierarchy.PointLambdas[point];
            labels[row] = assignment.LabelOf(cluster, lambda);
            strengths[row] = assignment.StrengthOf(labels[row], lambda);
            outlierScores[row] = assignment.OutlierScoreOf(cluster, lambda);
        }

        trainingIndex = new(() => NearestNeighbors.Index(canonical.Points, options.Metric));
        coreDistances = new(() => canonical.ToRowOrder<double>(cores));
        persistence = new(PersistenceOfClusters);
        relativeValidity = new(RelativeValidityOfClusters);
        CondensedTree = new CondensedTree(hierarchy, assignment, canonical);
    }

    /// <summary>What was asked for.</summary>
    public HdbscanOptions Options { get; }

    /// <summary>The names of the columns, where they are known.</summary>
    public FeatureNames FeatureNames { get; }

    /// <summary>Whether the points were given weights.</summary>
    public bool IsWeighted => weights is not null;

    /// <summary>n: number of training points.</summary>
    public int PointCount => labels.Length;

    /// <summary>d: number of their coordinates; 0 where the model was fitted on distances.</summary>
    public int ColumnCount => canonical.Points.ColumnCount;

    /// <summary>Number of clusters, noise not counted.</summary>
    public int ClusterCount => assignment.SelectedClusters.Length;

    /// <summary>The cluster of each row, from 0, or <see cref="ClusterLabel.Noise"/>.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>
    /// How firmly each row is in its cluster: the lambda at which it leaves, over the largest at which anything leaves the cluster, at most 1; 0 for
    /// noise. Not a probability. Where more than MinSamples points of a cluster coincide, that largest lambda is infinite and measures nothing: every
    /// member then has strength 1.
    /// </summary>
    public ReadOnlySpan<double> MembershipStrengths => strengths;

    /// <summary>
    /// GLOSH, Campello et al. 2015, §5: 1 − lambda / the largest lambda in the cluster the row leaves, or below it; 0 (inlier) to 1, for noise too.
    /// </summary>
    public ReadOnlySpan<double> OutlierScores => outlierScores;

    /// <summary>How the clusters part.</summary>
    public CondensedTree CondensedTree { get; }
}
