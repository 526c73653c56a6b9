namespace Neuropil.Study;

/// <summary>Stability in words.</summary>
public static class StabilityWords
{
    /// <summary>A replicate with a Jaccard index up to this has lost the cluster (Hennig 2007, §3).</summary>
    public const double DissolvedUpTo = 0.5;

    private const double TrustedFrom = 0.6;
    private const double StableFrom = 0.75;
    private const double HighlyStableFrom = 0.85;

    /// <summary>The word for a mean Jaccard index, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a number of 0 to 1.</exception>
    public static StabilityWord Of(double jaccard) => jaccard switch
    {
        >= 0 and <= DissolvedUpTo => StabilityWord.Dissolved,
        > DissolvedUpTo and < TrustedFrom => StabilityWord.NotTrusted,
        >= TrustedFrom and < StableFrom => StabilityWord.Pattern,
        >= StableFrom and < HighlyStableFrom => StabilityWord.Stable,
        >= HighlyStableFrom and <= 1 => StabilityWord.HighlyStable,
        _ => throw new ArgumentOutOfRangeException(nameof(jaccard), jaccard, "A Jaccard index is a number of 0 to 1."),
    };

    /// <summary>As tables and pages have it.</summary>
    public static string Text(this StabilityWord word) => word switch
    {
        StabilityWord.Dissolved => "dissolved",
        StabilityWord.NotTrusted => "not to be trusted",
        StabilityWord.Pattern => "a pattern whose members are doubtful",
        StabilityWord.Stable => "stable",
        StabilityWord.HighlyStable => "highly stable",
        _ => throw new NotSupportedException($"There is no word {word}."),
    };
}
