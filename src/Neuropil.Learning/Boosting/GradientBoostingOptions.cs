using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What <see cref="GradientBoosting"/> fits. Defaults are those of XGBoost 1.7, but for the tree method.</summary>
public sealed record GradientBoostingOptions
{
    /// <summary>The loss. Default: by the number of classes.</summary>
    public BoostingObjective Objective { get; init => field = Require.Defined(value); } = BoostingObjective.Automatic;

    /// <summary>How splits are searched.</summary>
    public TreeMethod TreeMethod { get; init => field = Require.Defined(value); } = TreeMethod.Exact;

    /// <summary>Boosting rounds (<c>n_estimators</c>), at least 1. Each adds one tree, or one for every class.</summary>
    public int RoundCount { get; init => field = Require.AtLeast(value, 1); } = 100;

    /// <summary>Deepest leaf, from 1 to 30; the root has depth 0.</summary>
    public int MaxDepth { get; init => field = Require.Between(value, 1, 30); } = 6;

    /// <summary>Shrinkage of every leaf (<c>eta</c>), more than 0, at most 1.</summary>
    public double LearningRate { get; init => field = Require.MoreThanUpTo(value, 0, 1); } = 0.3;

    /// <summary>L2 penalty on leaf weights (<c>reg_lambda</c>), 0 or more.</summary>
    public double Lambda { get; init => field = Require.Between(value, 0, float.MaxValue); } = 1;

    /// <summary>L1 penalty on leaf weights (<c>reg_alpha</c>), 0 or more.</summary>
    public double Alpha { get; init => field = Require.Between(value, 0, float.MaxValue); }

    /// <summary>Least gain of a split that is kept (<c>min_split_loss</c>), 0 or more.</summary>
    public double Gamma { get; init => field = Require.Between(value, 0, float.MaxValue); }

    /// <summary>Least sum of hessians in a child, 0 or more.</summary>
    public double MinChildWeight { get; init => field = Require.Between(value, 0, float.MaxValue); } = 1;

    /// <summary>Share of the rows a tree sees, each row by its own draw; more than 0, at most 1.</summary>
    public double Subsample { get; init => field = Require.MoreThanUpTo(value, 0, 1); } = 1;

    /// <summary>Share of the features a tree may use (<c>colsample_bytree</c>), rounded down, at least one; more than 0, at most 1.</summary>
    public double ColumnSample { get; init => field = Require.MoreThanUpTo(value, 0, 1); } = 1;

    /// <summary>Most bins a feature of <see cref="TreeMethod.Histogram"/>, from 2 to 65,535.</summary>
    public int MaxBinCount { get; init => field = Require.Between(value, 2, 65535); } = 256;

    /// <summary>Where every margin begins, before any tree: a probability for two classes, in (0, 1); a margin for more.</summary>
    public double BaseScore { get; init => field = Require.Finite(value); } = 0.5;

    /// <summary>
    /// How many rows a row of the higher of two classes counts as (<c>scale_pos_weight</c>), more than 0; for classes of unlike size about the number of rows of
    /// the lower over that of the higher. Only for <see cref="BoostingObjective.BinaryLogistic"/>. It does not count in the evaluation loss.
    /// </summary>
    public double PositiveWeight { get; init => field = Require.MoreThanUpTo(value, 0, float.MaxValue); } = 1;

    /// <summary>Stop when the evaluation set's loss has not fallen for so many rounds; null: never. Needs an evaluation set.</summary>
    public int? EarlyStoppingRounds { get; init => field = value is int rounds ? Require.AtLeast(rounds, 1) : null; }

    /// <summary>What NaN means.</summary>
    public MissingValues MissingValues { get; init => field = Require.Defined(value); } = MissingValues.Refused;

    /// <summary>Seed of the row and column samples.</summary>
    public long Seed { get; init; } = 42;
}
