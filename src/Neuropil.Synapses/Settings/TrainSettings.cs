namespace Neuropil.Synapses;

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

    /// <summary>The one-class SVM in front of a learner.</summary>
    public OutlierSettings OutliersOf(LearnerKind learner) => learner switch
    {
        LearnerKind.Knn => Knn.Outliers,
        LearnerKind.Rf => Rf.Outliers,
        _ => Xgb.Outliers,
    };
}
