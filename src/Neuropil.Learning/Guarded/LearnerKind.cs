namespace Neuropil.Learning;

/// <summary>The study's learners.</summary>
public enum LearnerKind
{
    /// <summary>K nearest neighbours.</summary>
    Knn,

    /// <summary>Random forest.</summary>
    Rf,

    /// <summary>Gradient-boosted trees.</summary>
    Xgb,
}
