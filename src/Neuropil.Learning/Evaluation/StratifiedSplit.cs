using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>A random division into a training and a test part.</summary>
public static class StratifiedSplit
{
    /// <summary>With this many members in every class the split is stratified.</summary>
    public const int FewestMembersToStratify = 3;

    private static readonly ulong Purpose = KeyedRandom.Purpose("learning/split");

    /// <summary>Divides rows by their labels.</summary>
    /// <param name="labels">At least two.</param>
    /// <param name="testShare">The share of the rows to test on, rounded up; more than 0, less than 1. Default 0.2.</param>
    /// <param name="seed">The same seed and labels give the same split.</param>
    /// <remarks>
    /// Where every class has at least <see cref="FewestMembersToStratify"/> members, the test rows are shared out among the classes in
    /// proportion (largest remainders first, ties to the lower label). Elsewhere they are drawn from all rows. Either way a class keeps
    /// at least one member in the training part; that one with a single member is never tested comes with a warning.
    /// </remarks>
    /// <exception cref="ArgumentException">There are fewer than two labels, or the share is not as said.</exception>
    public static TrainTestSplit Of(ReadOnlySpan<int> labels, double testShare = 0.2, long seed = 42)
    {
        if (!(testShare > 0 && testShare < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(testShare), testShare, string.Create(CultureInfo.InvariantCulture, $"testShare is {testShare}; expected more than 0 and less than 1."));
        }

        if (labels.Length < 2)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"labels has {labels.Length} entries; expected at least two."), nameof(labels));
        }

        ClassCodes coded = ClassCodes.Of(labels);
        int[] memberCounts = new int[coded.Classes.Length];
        foreach (int code in coded.Codes)
        {
            memberCounts[code]++;
        }

        int testCount = Math.Min(labels.Length - 1, (int)Math.Ceiling((labels.Length * testShare) - 1e-9));
        bool stratified = memberCounts.Min() >= FewestMembersToStratify;
        int[] most = stratified
            ? InProportion(memberCounts, testCount, labels.Length)
            : Array.ConvertAll(memberCounts, count => count - 1);
        Fold parts = Draw(coded.Codes, most, testCount, seed);
        return new TrainTestSplit(parts.TrainingRows, parts.TestRows, stratified, Warnings(coded, memberCounts, stratified, parts));
    }

    /// <summary>How many of each class are tested: the whole part of its proportion, and one more for the largest remainders.</summary>
    private static int[] InProportion(int[] memberCounts, int testCount, int rowCount)
    {
        int[] allotted = new int[memberCounts.Length];
        long[] remainders = new long[memberCounts.Length];
        int left = testCount;
        for (int code = 0; code < allotted.Length; code++)
        {
            long exact = (long)memberCounts[code] * testCount;
            allotted[code] = (int)Math.Min(memberCounts[code] - 1, exact / rowCount);
            remainders[code] = exact % rowCount;
            left -= allotted[code];
        }

        int[] order = [.. Enumerable.Range(0, allotted.Length).OrderByDescending(code => remainders[code]).ThenBy(code => code)];
        while (left > 0)
        {
            int before = left;
            foreach (int code in order)
            {
                if (left > 0 && allotted[code] < memberCounts[code] - 1)
                {
                    allotted[code]++;
                    left--;
                }
            }

            if (left == before)
            {
                break;
            }
        }

        return allotted;
    }

    /// <summary>Goes through the rows in random order and tests those whose class may still give one.</summary>
    private static Fold Draw(int[] codes, int[] most, int testCount, long seed)
    {
        int[] order = [.. Enumerable.Range(0, codes.Length)];
        KeyedRandom random = KeyedRandom.At(seed, Purpose);
        random.Shuffle<int>(order);
        int[] remaining = [.. most];
        bool[] isTest = new bool[codes.Length];
        int left = testCount;
        foreach (int row in order)
        {
            if (left > 0 && remaining[codes[row]] > 0)
            {
                remaining[codes[row]]--;
                isTest[row] = true;
                left--;
            }
        }

        return Fold.From(isTest);
    }

    private static List<string> Warnings(ClassCodes coded, int[] memberCounts, bool stratified, Fold parts)
    {
        List<string> warnings = [];
        for (int code = 0; code < memberCounts.Length; code++)
        {
            if (memberCounts[code] == 1)
            {
                warnings.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Class {coded.Classes[code]} has one member: it stays in the training part and is not tested."));
            }
        }

        if (!stratified)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The split is not stratified: the smallest class has {memberCounts.Min()} members, fewer than {FewestMembersToStratify}."));
        }

        if (parts.TestRows.Length == 0)
        {
            warnings.Add("The test part is empty: no class has a member to spare.");
        }

        return warnings;
    }
}
