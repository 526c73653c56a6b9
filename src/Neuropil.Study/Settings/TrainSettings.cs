using Neuropil.Learning;

namespace Neuropil.Study;

/// <summary>The learners of a group.</summary>
public sealed record TrainSettings
{
    /// <summary>Share of rows held out for the test; more than 0, less than 1.</summary>
    public required double TestShare { get; init; }

    /// <summary>Whether noise is left out; else it is a class of its own, −1.</summary>
    public required bool DropNoise { get; init; }

    /// <summary>The model whose bundle predicts; null: cross-validation inside the training part chooses.</summary>
    public required LearnerKind? Model { get; init; }

    /// <summary>Folds of the choice between models inside the training part; at least 2.</summary>
    public required int ChoiceFoldCount { get; init; }

    /// <summary>K nearest neighbours.</summary>
    public required KnnSettings Knn { get; init; }

    /// <summary>Random forest.</summary>
    public required ForestSettings Rf { get; init; }

    /// <summary>Gradient-boosted trees.</summary>
    public required BoostingSettings Xgb { get; init; }

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
            Forest = new RandomForestOptions { TreeCount = Rf.TreeCount, MaxDepth = Rf.MaxDepth, Seed = seed },
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
}
