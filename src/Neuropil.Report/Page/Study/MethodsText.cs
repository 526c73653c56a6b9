using System.Globalization;
using Neuropil.Study;
using Neuropil.Synapses;

namespace Neuropil.Report;

/// <summary>The methods in prose, ready for a paper, with the run's own parameters.</summary>
internal static class MethodsText
{
    public static IReadOnlyList<string> Of(ReportStage.Options settings, string version)
    {
        string Each(Func<GroupSettings, string> value)
        {
            string[] values = [.. settings.Groups.Select(value)];
            return values.Distinct(StringComparer.Ordinal).Count() == 1
                ? values[0]
                : string.Join(", ", settings.Groups.Select((group, at) => $"{values[at]} ({group.Name})"));
        }

        return
        [
            $"Synapses were clustered with Neuropil {version}, seed {Text(settings.Seed)}. Synapses with a feature outside [Q1 − {Text(settings.Screen.InterquartileFactor)}·IQR, Q3 + {Text(settings.Screen.InterquartileFactor)}·IQR] were left out. "
            + Alignment(settings)
            + $"The features were {string.Join("; ", settings.Features.Select(Words))}.",
            $"Each group of synapses ({string.Join(", ", settings.Groups.Select(group => group.Name))}) was embedded by UMAP [1] in {Each(group => Text(group.Embed.EmbeddingDimension))} dimensions "
            + $"(neighbours {Each(group => Text(group.Embed.NeighborCount))}, minimum distance {Each(group => Text(group.Embed.MinDistance))}, spread {Each(group => Text(group.Embed.Spread))}, metric {Each(group => group.Embed.Metric.ToString())}) "
            + $"and clustered by HDBSCAN [2, 3] (minimum cluster size {Each(group => group.Cluster.MinClusterSize is int size ? Text(size) : "round(0.218 · n^0.81) of the group's n synapses")}; minimum samples {Each(group => group.Cluster.MinSamples is int samples ? Text(samples) : "a fifth of that, at least 2")}; {Each(group => group.Cluster.Leaf ? "leaf" : "excess of mass")} selection).",
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

    private static string Alignment(ReportStage.Options settings) => !settings.Features.Any(feature => feature.Name == FeatureRecipe.Position) ? "" : settings.Align switch
    {
        AlignMode.Pca => "Positions, in µm, were turned onto the principal axes of each neuron's synapses; an axis whose scores correlated negatively with its own coordinate was flipped. ",
        AlignMode.Centre => "Positions, in µm, were told from the mean of each neuron's synapses. ",
        AlignMode.None => "Positions, in µm, were taken as they are. ",
        _ => throw new InvalidOperationException($"There is no alignment {settings.Align}."),
    };

    private static string Words(FeatureRecipe feature)
    {
        string name = feature.Name == FeatureRecipe.Position ? "position (one block with one scale)" : feature.Name;
        string transform = feature.Transform switch
        {
            FeatureTransform.Identity => "",
            FeatureTransform.Log => "as its logarithm, ",
            FeatureTransform.Sqrt => "as its square root, ",
            _ => throw new InvalidOperationException($"There is no transform {feature.Transform}."),
        };
        string scaling = feature.Scaling switch
        {
            FeatureScaling.None => "unscaled",
            FeatureScaling.Robust => "scaled by median and interquartile range",
            FeatureScaling.Zscore => "scaled by mean and standard deviation",
            _ => throw new InvalidOperationException($"There is no scaling {feature.Scaling}."),
        };
        return $"{name}, {transform}{scaling}, weight {Text(feature.Weight)}";
    }

    private static string Text(double number) => PageNumber.Short(number);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
