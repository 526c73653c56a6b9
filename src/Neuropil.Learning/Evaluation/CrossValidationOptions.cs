using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>How the rows are divided for cross-validation.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>How many parts; each is tested once per repeat. At least 2. Default 5.</summary>
    public int FoldCount { get; init => field = Require.AtLeast(value, 2); } = 5;

    /// <summary>How often the rows are divided anew; at least 1. Default 1.</summary>
    public int RepeatCount { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>The same seed gives the same folds. Default 42.</summary>
    public long Seed { get; init; } = 42;
}
