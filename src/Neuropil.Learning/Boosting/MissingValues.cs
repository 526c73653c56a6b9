namespace Neuropil.Learning;

/// <summary>What NaN means in the points of a learner.</summary>
public enum MissingValues
{
    /// <summary>An error: the exception names the cell.</summary>
    Refused,

    /// <summary>The value is missing: every split learns the side to which such rows go.</summary>
    Learnt,
}
