namespace Neuropil.Learning;

/// <summary>How a feature's importance is counted over the splits that use it. The names in brackets are XGBoost's.</summary>
public enum ImportanceKind
{
    /// <summary>How many splits use it (<c>weight</c>).</summary>
    Weight,

    /// <summary>Mean gain of those splits (<c>gain</c>).</summary>
    Gain,

    /// <summary>Mean sum of hessians that come to those splits (<c>cover</c>).</summary>
    Cover,

    /// <summary>Sum of the gains (<c>total_gain</c>).</summary>
    TotalGain,

    /// <summary>Sum of the covers (<c>total_cover</c>).</summary>
    TotalCover,
}
