namespace Neuropil.Learning;

/// <summary>A score by which models are compared; more is better.</summary>
public enum ScoreKind
{
    /// <summary>The share answered right.</summary>
    Accuracy,

    /// <summary>The mean F1 of the classes that occur in the truth.</summary>
    MacroF1,

    /// <summary>The same, weighted by support.</summary>
    WeightedF1,

    /// <summary>The mean recall of the classes that occur in the truth.</summary>
    BalancedAccuracy,
}
