using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What a grid search over k-nearest-neighbours classifiers tries.</summary>
public sealed record KNearestNeighborsGrid
{
    /// <summary>The numbers of neighbours to try; each at least 1, at least one of them. Default 1, 3, 5, 7, 9.</summary>
    public IReadOnlyList<int> NeighborCounts
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(NeighborCounts));
            if (value.Count == 0 || value.Any(count => count < 1))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"NeighborCounts is [{string.Join(", ", value)}]; expected one or more numbers, each at least 1."),
                    nameof(NeighborCounts));
            }

            field = [.. value];
        }
    } = [1, 3, 5, 7, 9];

    /// <summary>The metrics to try, at least one. Default Euclidean and Manhattan.</summary>
    public IReadOnlyList<Metric> Metrics
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Metrics));
            if (value.Count == 0)
            {
                throw new ArgumentException("Metrics is empty; expected at least one.", nameof(Metrics));
            }

            field = [.. value.Select(metric => Require.Defined(metric, nameof(Metrics)))];
        }
    } = [Metric.Euclidean, Metric.Manhattan];

    /// <summary>How much each neighbour's vote counts. Default uniform.</summary>
    public NeighborWeights Weights { get; init => field = Require.Defined(value); } = NeighborWeights.Uniform;
}
