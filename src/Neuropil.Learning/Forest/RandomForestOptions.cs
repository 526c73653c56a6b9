using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What <see cref="RandomForest"/> fits. Defaults are those of scikit-learn's classifier.</summary>
public sealed record RandomForestOptions
{
    /// <summary>Number of trees (<c>n_estimators</c>), at least 1. With <see cref="ForestTrainer.FastTree"/>: for each class.</summary>
    public int TreeCount { get; init => field = Require.AtLeast(value, 1); } = 100;

    /// <summary>
    /// Deepest leaf, at least 1; the root has depth 0. Null: until leaves are pure. <see cref="ForestTrainer.FastTree"/> bounds the number of leaves instead, by
    /// 2 to the power of the depth, at most 1,024.
    /// </summary>
    public int? MaxDepth { get; init => field = value is int depth ? Require.AtLeast(depth, 1) : null; }

    /// <summary>
    /// Least rows in a leaf (<c>min_samples_leaf</c>), a row drawn several times counted once; at least 1. Null: 1, or with
    /// <see cref="ForestTrainer.FastTree"/>, whose votes are too sure with less, one row in fifty, from 1 to 10.
    /// </summary>
    public int? MinLeafSize { get; init => field = value is int size ? Require.AtLeast(size, 1) : null; }

    /// <summary>Features looked at for each split (<c>max_features</c>), at least 1; null: the square root of their number, rounded down.</summary>
    public int? FeaturesPerSplit { get; init => field = value is int count ? Require.AtLeast(count, 1) : null; }

    /// <summary>Whether each tree sees n rows drawn with replacement (else all rows once). <see cref="ForestTrainer.FastTree"/> always bags.</summary>
    public bool Bootstrap { get; init; } = true;

    /// <summary>Seed of rows and features drawn.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Who grows the trees.</summary>
    public ForestTrainer Trainer { get; init => field = Require.Defined(value); } = ForestTrainer.Gini;
}
