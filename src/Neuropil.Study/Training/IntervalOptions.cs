namespace Neuropil.Study;

/// <summary>How the intervals of scores are found.</summary>
/// <param name="BootstrapCount">Resamples behind each.</param>
/// <param name="Confidence">Share of resamples that one covers.</param>
internal sealed record IntervalOptions(int BootstrapCount, double Confidence)
{
    public static IntervalOptions Of(EvaluateSettings settings) => new(settings.BootstrapCount, settings.Confidence);
}
