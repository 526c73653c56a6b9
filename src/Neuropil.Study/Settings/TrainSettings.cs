using System.Globalization;
using Neuropil.Learning;

namespace Neuropil.Study;

/// <summary>The learners of a group.</summary>
public sealed record TrainSettings
{
    /// <summary>Share of rows held out for the test; more than 0, less than 1.</summary>
    [Setting("TestShare", "Share of synapses held out for the test.", Above = 0, Below = 1)]
    public double TestShare { get; init; } = 0.2;

    /// <summary>Whether noise is left out; else it is a class of its own, −1.</summary>
    [Setting("Noise", "Noise as a class of its own, or dropped.", Words = "class,drop")]
    public bool DropNoise { get; init; }

    /// <summary>The model whose bundle predicts; null: cross-validation inside the training part chooses.</summary>
    [Setting("Model", "The learner that predicts; auto: cross-validation inside the training part chooses.", Words = "KNN,RF,XGB", Null = "auto")]
    public LearnerKind? Model { get; init; }

    /// <summary>Folds of the choice between models inside the training part; at least 2.</summary>
    [Setting("ChoiceFolds", "Folds of the choice between the learners.", Least = 2, Most = 100)]
    public int ChoiceFoldCount { get; init; } = 5;

    /// <summary>What was published for the group, for comparison; null: nothing.</summary>
    [Setting("Published", "What was published for the group, for comparison: learner, accuracy and macro F1, as 'XGB 0.957 0.91'.", Parse = nameof(PublishedText), Allowed = "a learner (KNN, RF, XGB) and two numbers from 0 to 1")]
    public string? Published { get; init; }

    /// <summary>K nearest neighbours.</summary>
    [SettingsPart("Knn")]
    public KnnSettings Knn { get; init; } = new();

    /// <summary>Random forest.</summary>
    [SettingsPart("Rf")]
    public ForestSettings Rf { get; init; } = new();

    /// <summary>Gradient-boosted trees.</summary>
    [SettingsPart("Xgb")]
    public BoostingSettings Xgb { get; init; } = new();

    /// <summary>The same training: the folds of a choice that is not made do not count.</summary>
    internal TrainSettings WithoutWhatDoesNotCount => Model is null ? this : this with { ChoiceFoldCount = 0 };

    /// <summary>How a learner and the SVM in front of it are fitted.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="seed">Of the trees.</param>
    /// <exception cref="ArgumentException">A gamma is no gamma.</exception>
    public GuardedClassifierOptions OptionsOf(LearnerKind learner, long seed)
        => new()
        {
            Kind = learner,
            Outliers = SvmOptions(OutliersOf(learner)),
            Neighbors = new NeighborSearchOptions
            {
                MaxNeighborCount = Knn.MaxNeighborCount,
                FoldCount = Knn.FoldCount,
                Metrics = Knn.Metrics,
                Weights = Knn.WeightByDistance ? NeighborWeights.Distance : NeighborWeights.Uniform,
            },
            Forest = new RandomForestOptions { TreeCount = Rf.TreeCount, MaxDepth = Rf.MaxDepth, Trainer = Rf.Trainer, Seed = seed },
            Boosting = new GradientBoostingOptions
            {
                RoundCount = Xgb.TreeCount,
                MaxDepth = Xgb.MaxDepth,
                LearningRate = Xgb.LearningRate,
                Subsample = Xgb.Subsample,
                ColumnSample = Xgb.ColumnSample,
                Seed = seed,
            },
        };

    private OutlierSettings OutliersOf(LearnerKind learner) => learner switch
    {
        LearnerKind.Knn => Knn.Outliers,
        LearnerKind.Rf => Rf.Outliers,
        LearnerKind.Xgb => Xgb.Outliers,
        _ => throw new NotSupportedException($"There is no learner {learner}."),
    };

    private static OneClassSvmOptions SvmOptions(OutlierSettings settings)
        => SvmGamma.TryParse(settings.Gamma, out SvmGamma gamma)
            ? new OneClassSvmOptions { Nu = settings.Nu, Gamma = gamma }
            : throw new ArgumentException($"gamma is '{settings.Gamma}'; expected scale, auto or a number of more than 0.", nameof(settings));

    private static string? PublishedText(string text)
    {
        string[] parts = text.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 3 && LearnerKinds.Named(parts[0]) is not null && parts[1..].All(IsShare) ? string.Join(' ', parts) : null;

        static bool IsShare(string part)
            => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1;
    }
}
