using Neuropil.Numerics;

namespace Neuropil.Cli;

/// <summary>The metrics by name.</summary>
internal static class Metrics
{
    private static readonly (string Word, Metric Value)[] Words =
    [
        ("euclidean", Metric.Euclidean),
        ("manhattan", Metric.Manhattan),
        ("chebyshev", Metric.Chebyshev),
        ("cosine", Metric.Cosine),
        ("correlation", Metric.Correlation),
    ];

    public static IReadOnlyList<string> Names => [.. Words.Select(word => word.Word)];

    public static Metric Of(Arguments arguments) => arguments.Choice("metric", Metric.Euclidean, Words);
}
