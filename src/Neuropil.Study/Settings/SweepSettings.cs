using System.Globalization;

namespace Neuropil.Study;

/// <summary>Which parameters of the clustering are tried beside the chosen ones.</summary>
public sealed record SweepSettings
{
    private const int MostValues = 1000;

    /// <summary>Counts of neighbours; null: from 1 to twice the chosen one, at least 9.</summary>
    [Setting("MinSamples", "The values of MinSamples that a sweep tries; auto: from 1 to twice the chosen one, at least 9.", Null = "auto", Parse = nameof(RangeText), Allowed = "'auto' or numbers and ranges with commas between, as 5-25 or 2,4,8 or 10-50:5")]
    public string? MinSamples { get; init; }

    /// <summary>Sizes of the smallest cluster; null: from half the chosen one to one and a half of it.</summary>
    [Setting("MinClusterSize", "The values of MinClusterSize that a sweep tries; auto: from half the chosen one to one and a half of it.", Null = "auto", Parse = nameof(RangeText), Allowed = "'auto' or numbers and ranges with commas between, as 5-25 or 2,4,8 or 10-50:5")]
    public string? MinClusterSize { get; init; }

    /// <summary>The values of both for a clustering, ascending, the chosen one among them; those that a group of this size does not allow are left out.</summary>
    /// <param name="chosen">With nothing left to the group's size.</param>
    /// <param name="count">The group's synapses.</param>
    internal (int[] MinSamples, int[] MinClusterSizes) For(ClusterSettings chosen, int count)
    {
        int samples = chosen.MinSamples!.Value;
        int size = chosen.MinClusterSize!.Value;
        IEnumerable<int> sampled = MinSamples is null ? Range(1, Math.Max(9, 2 * samples)) : Values(MinSamples);
        IEnumerable<int> sized = MinClusterSize is null ? Range(Math.Max(2, size / 2), size + (size / 2)) : Values(MinClusterSize);
        return (
            [.. sampled.Append(samples).Where(value => value >= 1 && value < count).Distinct().Order()],
            [.. sized.Append(size).Where(value => value >= 2 && value <= count).Distinct().Order()]);
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    private static IEnumerable<int> Values(string text)
    {
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            (int first, int last, int step) = Part(part)!.Value;
            for (int value = first; value <= last; value += step)
            {
                yield return value;
            }
        }
    }

    private static string? RangeText(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        (int First, int Last, int Step)?[] read = [.. parts.Select(Part)];
        return Array.TrueForAll(read, part => part is not null) && read.Sum(part => ((part!.Value.Last - part.Value.First) / part.Value.Step) + 1L) <= MostValues
            ? string.Join(',', parts)
            : null;
    }

    private static (int First, int Last, int Step)? Part(string part)
    {
        string[] stepped = part.Split(':');
        string[] ends = stepped[0].Split('-');
        return stepped.Length <= 2 && ends.Length <= 2
            && Number(ends[0]) is int first && Number(ends[^1]) is int last && last >= first
            && (stepped.Length == 1 ? 1 : Number(stepped[1])) is int step
            ? (first, last, step)
            : null;
    }

    private static int? Number(string text)
        => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 1_000_000 ? number : null;
}
