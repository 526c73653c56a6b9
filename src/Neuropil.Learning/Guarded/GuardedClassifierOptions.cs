namespace Neuropil.Learning;

/// <summary>How a guarded classifier is fitted: the learner, and the one-class SVM in front of it.</summary>
public sealed record GuardedClassifierOptions
{
    /// <summary>The learner.</summary>
    public required LearnerKind Kind { get; init; }

    /// <summary>The one-class SVM.</summary>
    public required OneClassSvmOptions Outliers { get; init; }

    /// <summary>What is tried where the learner is k nearest neighbours.</summary>
    public required NeighborSearchOptions Neighbors { get; init; }

    /// <summary>Where the learner is a random forest.</summary>
    public required RandomForestOptions Forest { get; init; }

    /// <summary>Where the learner is boosted trees.</summary>
    public required GradientBoostingOptions Boosting { get; init; }
}
