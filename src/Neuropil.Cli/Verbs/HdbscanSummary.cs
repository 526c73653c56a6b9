using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

/// <summary>What came out of a clustering, in a line, with the hint that helps.</summary>
internal static class HdbscanSummary
{
    // A group lies apart where the gap around it is so many times its own largest gap.
    private const double Apart = 2;

    public static string Of(HdbscanModel model, HdbscanData data, Execution execution)
    {
        int[] sizes = Sizes(model);
        int noise = model.PointCount - sizes.Sum();
        if (sizes.Length == 0)
        {
            return "0 clusters; " + Hint(model, data, execution);
        }

        string found = sizes.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $"1 cluster of {sizes[0]} rows")
            : sizes.Min() == sizes.Max() ? string.Create(CultureInfo.InvariantCulture, $"{sizes.Length} clusters of {sizes[0]} rows each")
            : string.Create(CultureInfo.InvariantCulture, $"{sizes.Length} clusters of {sizes.Min()} to {sizes.Max()} rows");
        string line = string.Create(CultureInfo.InvariantCulture, $"{found}; {noise} of {model.PointCount} rows are noise ({100.0 * noise / model.PointCount:0.#} %).");
        return 2 * noise > model.PointCount && model.Options.EffectiveMinSamples > 1
            ? string.Create(CultureInfo.InvariantCulture, $"{line} Less would be with a --min-samples below {model.Options.EffectiveMinSamples}.")
            : line;
    }

    /// <summary>The number of rows of each cluster.</summary>
    public static int[] Sizes(HdbscanModel model)
    {
        int[] sizes = new int[model.ClusterCount];
        foreach (int label in model.Labels)
        {
            if (label != ClusterLabel.Noise)
            {
                sizes[label]++;
            }
        }

        return sizes;
    }

    private static string Hint(HdbscanModel model, HdbscanData data, Execution execution)
    {
        int least = model.Options.MinClusterSize;
        int count = model.PointCount;
        if (data.Weights is null && count < least)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{count} rows are fewer than --min-cluster-size {least}: lower it.");
        }

        if (count - MostEqual(data.Points ?? data.Distances!) < least)
        {
            return "all in one place: --allow-single-cluster";
        }

        return data.Weights is null && Island(model, data, execution) is HdbscanOptions finer
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"a group of {finer.MinClusterSize} rows lies apart, fewer than --min-cluster-size {least}: --min-cluster-size {finer.MinClusterSize} --min-samples {finer.MinSamples}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"all {count} rows are noise, for nowhere do two groups of {least} rows part: --allow-single-cluster makes one of what is dense, a smaller --min-cluster-size or --min-samples finds finer ones");
    }

    /// <summary>Options under which a small group that lies apart is a cluster beside the rest; null where there is no such group.</summary>
    private static HdbscanOptions? Island(HdbscanModel model, HdbscanData data, Execution execution)
    {
        // By plain distances: where rows need more neighbours than their group has, the model's own tree does not see the group.
        HdbscanModel plain = Hdbscan.Fit(data, model.Options with { MinClusterSize = 2, MinSamples = 1 }, execution);
        int size = SecondGroup(plain, model.Options.MinClusterSize);
        if (size == 0)
        {
            return null;
        }

        HdbscanOptions finer = model.Options with { MinClusterSize = size, MinSamples = Math.Min(model.Options.EffectiveMinSamples, size - 1) };
        return Hdbscan.Fit(data, finer, execution).ClusterCount > 1 ? finer : null;
    }

    /// <summary>The most rows that are equal to each other.</summary>
    private static int MostEqual(Matrix points)
    {
        Dictionary<int, List<(int Row, int Count)>> places = [];
        int most = 0;
        for (int row = 0; row < points.RowCount; row++)
        {
            HashCode hash = default;
            foreach (double value in points.Row(row))
            {
                hash.Add(value);
            }

            if (!places.TryGetValue(hash.ToHashCode(), out List<(int Row, int Count)>? same))
            {
                places.Add(hash.ToHashCode(), same = []);
            }

            int at = same.FindIndex(place => points.Row(place.Row).SequenceEqual(points.Row(row)));
            if (at < 0)
            {
                at = same.Count;
                same.Add((row, 0));
            }

            same[at] = (same[at].Row, same[at].Count + 1);
            most = Math.Max(most, same[at].Count);
        }

        return most;
    }

    /// <summary>The size of the largest group below the limit that joins the main one over a gap larger than any within the two; 0: none.</summary>
    private static int SecondGroup(HdbscanModel model, int limit)
    {
        int[] parents = [.. Enumerable.Range(0, model.PointCount)];
        int[] sizes = [.. Enumerable.Repeat(1, model.PointCount)];
        double[] gaps = new double[model.PointCount];
        int size = 0;
        foreach (SpanningTreeEdge edge in model.SpanningTree)
        {
            int larger = Root(parents, edge.From);
            int smaller = Root(parents, edge.To);
            if (sizes[larger] < sizes[smaller])
            {
                (larger, smaller) = (smaller, larger);
            }

            if (sizes[smaller] >= size && sizes[smaller] >= 2 && sizes[smaller] < limit && 2 * sizes[larger] > model.PointCount
                && edge.Distance > Apart * Math.Max(gaps[smaller], gaps[larger]))
            {
                size = sizes[smaller];
            }

            parents[smaller] = larger;
            sizes[larger] += sizes[smaller];
            gaps[larger] = edge.Distance;
        }

        return size;
    }

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node)
        {
            parents[node] = parents[parents[node]];
            node = parents[node];
        }

        return node;
    }
}
