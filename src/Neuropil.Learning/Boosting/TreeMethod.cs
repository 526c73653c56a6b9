namespace Neuropil.Learning;

/// <summary>How gradient boosting looks for splits. The names in brackets are XGBoost's.</summary>
public enum TreeMethod
{
    /// <summary>Every boundary between two neighbouring values (<c>exact</c>). Best up to some ten thousand rows.</summary>
    Exact,

    /// <summary>The boundaries of at most <see cref="GradientBoostingOptions.MaxBinCount"/> quantile bins a feature (<c>hist</c>).</summary>
    Histogram,
}
