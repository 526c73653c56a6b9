using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Folds in which each class has nearly the same share.</summary>
/// <remarks>
/// The allotment is scikit-learn's StratifiedKFold (documented in its user guide, "Stratified k-fold"): classes are coded by first appearance, the codes sorted, and fold i gets as many of
/// each class as the sorted codes i, i + folds, i + 2·folds … count. Which members those are: the first ones in row order, or random ones.
/// </remarks>
public static class StratifiedFolds
{
    private static readonly ulong Purpose = KeyedRandom.Purpose("learning/folds");

    /// <summary>Folds whose members are taken in row order: the same as scikit-learn's without shuffling.</summary>
    /// <param name="labels">One per row.</param>
    /// <param name="foldCount">At least 2, at most the number of rows, and at most the members of the largest class.</param>
    /// <exception cref="ArgumentException">The labels are too few for so many folds.</exception>
    public static FoldSet InOrder(ReadOnlySpan<int> labels, int foldCount) => Make(labels, foldCount, 0, null);

    /// <summary>Folds whose members are drawn.</summary>
    /// <param name="labels">One per row.</param>
    /// <param name="foldCount">At least 2, at most the number of rows, and at most the members of the largest class.</param>
    /// <param name="seed">The same seed, repeat and labels give the same folds.</param>
    /// <param name="repeat">Other folds for each, from 0.</param>
    /// <exception cref="ArgumentException">The labels are too few for so many folds.</exception>
    public static FoldSet Shuffled(ReadOnlySpan<int> labels, int foldCount, long seed = 42, int repeat = 0)
        => Make(labels, foldCount, Require.AtLeast(repeat, 0, nameof(repeat)), seed);

    /// <summary>Drawn folds, several times over.</summary>
    /// <param name="labels">One per row.</param>
    /// <param name="foldCount">At least 2, at most the number of rows, and at most the members of the largest class.</param>
    /// <param name="repeatCount">At least 1.</param>
    /// <param name="seed">The same seed and labels give the same folds.</param>
    /// <returns>foldCount × repeatCount folds.</returns>
    /// <exception cref="ArgumentException">The labels are too few for so many folds.</exception>
    public static FoldSet Repeated(ReadOnlySpan<int> labels, int foldCount, int repeatCount, long seed = 42)
    {
        Require.AtLeast(repeatCount, 1, nameof(repeatCount));
        List<Fold> folds = [];
        IReadOnlyList<string> warnings = [];
        for (int repeat = 0; repeat < repeatCount; repeat++)
        {
            FoldSet set = Make(labels, foldCount, repeat, seed);
            folds.AddRange(set.Folds);
            warnings = set.Warnings;
        }

        return new FoldSet(folds, warnings);
    }

    private static FoldSet Make(ReadOnlySpan<int> labels, int foldCount, int repeat, long? seed)
    {
        Require.AtLeast(foldCount, 2, nameof(foldCount));
        Dictionary<int, int> codeOf = [];
        int[] codes = new int[labels.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            codeOf.TryAdd(labels[row], codeOf.Count);
            codes[row] = codeOf[labels[row]];
        }

        int[] memberCounts = new int[codeOf.Count];
        foreach (int code in codes)
        {
            memberCounts[code]++;
        }

        RequireEnough(memberCounts, foldCount);
        int[] foldOf = Assign(codes, memberCounts, foldCount, repeat, seed);
        Fold[] folds = new Fold[foldCount];
        for (int fold = 0; fold < foldCount; fold++)
        {
            folds[fold] = Fold.From(Array.ConvertAll(foldOf, own => own == fold));
        }

        return new FoldSet(folds, Warnings(codeOf, memberCounts, foldCount));
    }

    private static void RequireEnough(int[] memberCounts, int foldCount)
    {
        int largest = memberCounts.Length == 0 ? 0 : memberCounts.Max();
        if (largest < foldCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"foldCount is {foldCount}, but the largest class has {largest} members; expected at least one class with a member for every fold. Ask for fewer folds."),
                nameof(foldCount));
        }
    }

    /// <summary>Per row the fold that tests it.</summary>
    private static int[] Assign(int[] codes, int[] memberCounts, int foldCount, int repeat, long? seed)
    {
        int[] sorted = [.. codes];
        Array.Sort(sorted);
        List<int>[] foldsOfClass = [.. memberCounts.Select(count => new List<int>(count))];
        for (int fold = 0; fold < foldCount; fold++)
        {
            for (int place = fold; place < sorted.Length; place += foldCount)
            {
                foldsOfClass[sorted[place]].Add(fold);
            }
        }

        int[][] order = [.. foldsOfClass.Select(folds => folds.ToArray())];
        if (seed is long key)
        {
            for (int code = 0; code < order.Length; code++)
            {
                KeyedRandom random = KeyedRandom.At(key, Purpose, (ulong)repeat, (ulong)code);
                random.Shuffle<int>(order[code]);
            }
        }

        int[] used = new int[order.Length];
        int[] foldOf = new int[codes.Length];
        for (int row = 0; row < foldOf.Length; row++)
        {
            foldOf[row] = order[codes[row]][used[codes[row]]++];
        }

        return foldOf;
    }

    private static string[] Warnings(Dictionary<int, int> codeOf, int[] memberCounts, int foldCount)
        =>
        [
            .. codeOf.Where(pair => memberCounts[pair.Value] < foldCount).OrderBy(pair => pair.Key).Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"Class {pair.Key} has fewer members ({memberCounts[pair.Value]}) than there are folds ({foldCount}): some folds do not test it, and a fold that tests its only member has not seen it in training.")),
        ];
}
