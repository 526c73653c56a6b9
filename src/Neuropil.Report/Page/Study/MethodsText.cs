using System.Globalization;
using Neuropil.Study;

namespace Neuropil.Report;

/// <summary>The methods in prose, ready for a paper, with the run's own parameters.</summary>
internal static class MethodsText
{
    public static IReadOnlyList<string> Of(ReportStage.Options settings, PageTable synapses, string version)
    {
        string Each(Func<GroupSettings, string> value)
        {
            string[] values = [.. settings.Groups.Select(value)];
            return values.Distinct(StringComparer.Ordinal).Count() == 1
                ? values[0]
                : string.Join(", ", settings.Groups.Select((group, at) => $"{values[at]} ({group.Name})"));
        }

        string features = string.Join(", ", synapses.Of(ColumnRole.Feature).Select(column => column.Name));
        string scaling = settings.Features.RobustScaling ? "scaled by median and interquartile range" : "left unscaled";
        return
        [
            $"Synapses were clustered with Neuropil {version}, seed {Text(settings.Seed)}. Synapses whose areas lay outside [Q1 − {Text(settings.Clean.InterquartileFactor)}·IQR, Q3 + {Text(settings.Clean.InterquartileFactor)}·IQR] were left out. "
            + "Positions, in µm from the soma, were turned onto the principal axes of each neuron's synapses; an axis whose scores correlated negatively with its own coordinate was flipped. "
            + $"The features, position along the axes and {features}, were {scaling} and weighted {Text(settings.Features.CoordinateWeight)} (position) and {Text(settings.Features.MorphologyWeight)} (morphology).",
            $"Each group of synapses ({string.Join(", ", settings.Groups.Select(group => group.Name))}) was embedded by UMAP [1] in {Each(group => Text(group.Embed.EmbeddingDimension))} dimensions "
            + $"(neighbours {Each(group => Text(group.Embed.NeighborCount))}, minimum distance {Each(group => Text(group.Embed.MinDistance))}, spread {Each(group => Text(group.Embed.Spread))}, metric {Each(group => group.Embed.Metric.ToString())}) "
            + $"and clustered by HDBSCAN [2, 3] (minimum cluster size {Each(group => Text(group.Cluster.MinClusterSize))}; minimum samples {Each(group => Text(group.Cluster.MinSamples))}; {Each(group => group.Cluster.Leaf ? "leaf" : "excess of mass")} selection).",
            $"Learners (k nearest neighbours, random forest [4], gradient-boosted trees [5]) behind a one-class SVM [6] were trained on the embedding with a test share of {Each(group => Text(group.Train.TestShare))}. "
            + (settings.Evaluate.FoldCount is int folds ? $"An honest estimate fitted alignment, embedding, clustering and learners anew in each of {Text(folds)} folds. " : "")
            + $"Intervals cover {PageNumber.Percent(settings.Evaluate.Confidence)} of {Text(settings.Evaluate.BootstrapCount)} bootstrap resamples. New synapses were taken through the same fitted alignment, features and embedding.",
        ];
    }

    /// <summary>The works cited, by number.</summary>
    public static IReadOnlyList<string> References { get; } =
    [
        "McInnes L, Healy J, Melville J (2018). UMAP: Uniform Manifold Approximation and Projection for dimension reduction. arXiv:1802.03426.",
        "Campello RJGB, Moulavi D, Sander J (2013). Density-based clustering based on hierarchical density estimates. PAKDD 2013, LNCS 7819, 160–172.",
        "McInnes L, Healy J, Astels S (2017). hdbscan: Hierarchical density based clustering. Journal of Open Source Software 2(11), 205.",
        "Breiman L (2001). Random forests. Machine Learning 45, 5–32.",
        "Chen T, Guestrin C (2016). XGBoost: A scalable tree boosting system. KDD 2016, 785–794.",
        "Schölkopf B, Platt JC, Shawe-Taylor J, Smola AJ, Williamson RC (2001). Estimating the support of a high-dimensional distribution. Neural Computation 13(7), 1443–1471.",
    ];

    /// <summary>Where the results of the published study's schema depart from that study.</summary>
    public static IReadOnlyList<string> Departures { get; } =
    [
        "One feature space, fitted once, serves training and prediction; the study transformed new synapses scaled and unweighted after training on unscaled, weighted features.",
        "The flip of an alignment axis is part of the saved model; the study flipped the data only.",
        "New synapses are centred on the training synapses' means; the study centred each new batch on its own.",
        "The model is chosen by the settings or by cross-validation inside the training part; the study chose by its score on the test part.",
        "All models are scored on the same rows; the study scored XGBoost on the SVM's inliers only. Its protocol stands beside, and decides nothing.",
        "An honest estimate, with everything fitted anew in each fold, stands beside the test score.",
        "HDBSCAN merges equal distances at once, so that labels do not depend on the order of rows.",
    ];

    private static string Text(double number) => PageNumber.Short(number);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
