using Neuropil.Numerics;

namespace Neuropil.Cli;

/// <summary>The metrics by name.</summary>
internal static class Metrics
{
    public static Metric Of(Arguments arguments)
        => arguments.Choice(
            "metric",
            Metric.Euclidean,
            ("euclidean", Metric.Euclidean),
            ("manhattan", Metric.Manhattan),
            ("chebyshev", Metric.Chebyshev),
            ("cosine", Metric.Cosine),
            ("correlation", Metric.Correlation));
}
