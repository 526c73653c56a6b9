using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// Grows a tree level by level from histograms of gradients. Of two siblings only the smaller is counted; the other is the parent's
/// histogram less that one. Sums are in 64 bits, in the order of the rows, whatever is counted side by side: that is cut by features.
/// </summary>
/// <typeparam name="TBin">What bins are numbered by.</typeparam>
internal sealed class HistogramTreeGrower<TBin> : ITreeGrower
    where TBin : unmanaged, IBinaryInteger<TBin>
{
    private const int FeatureBlock = 4;
    private const int ParallelFrom = 8192;
    private readonly BinnedTable<TBin> table;
    private readonly SplitRule rule;
    private readonly HistogramSplitSearch search;
    private readonly int maxDepth;
    private readonly int stride;
    private readonly int[] order;
    private readonly int[] scratch;
    private readonly Stack<double[]> spare = new();
    private (int Start, int Count)[] parts = new (int, int)[64];

    public HistogramTreeGrower(BinnedTable<TBin> table, GradientBoostingOptions options)
    {
        this.table = table;
        rule = new SplitRule(options);
        maxDepth = options.MaxDepth;
        search = new HistogramSplitSearch(rule, table.Bins.WidestFeature);

        // Even, so that a feature's sums are a whole number of vectors.
        stride = (table.Bins.WidestFeature + 1) & ~1;
        order = new int[table.RowCount];
        scratch = new int[table.RowCount];
    }

    public RegressionTree Grow(GradientPair[] gradients, ReadOnlySpan<int> rows, int[] features, float[] margins, Execution execution)
    {
        TreeDraft draft = new();
        rows.CopyTo(order);
        parts[0] = (0, rows.Length);
        double gradient = 0;
        double hessian = 0;
        foreach (int row in rows)
        {
            gradient += gradients[row].Gradient;
            hessian += gradients[row].Hessian;
        }

        draft.Add(gradient, hessian, rule);
        List<double[]?> histograms = [Rent()];
        Count(histograms[0]!, 0, gradients, features, execution);
        FindSplit(ref draft[0], histograms[0]!, features);
        int levelStart = 0;
        for (int depth = 0; depth < maxDepth && levelStart < draft.Count; depth++)
        {
            int levelEnd = draft.Count;
            for (int node = levelStart; node < levelEnd; node++)
            {
                if (draft[node].Best.Gain > SplitRule.LeastGain && draft[node].Best.Gain >= rule.Gamma)
                {
                    (int left, int right) = AddChildren(draft, node);
                    histograms.Add(null);
                    histograms.Add(null);
                    if (depth + 1 < maxDepth)
                    {
                        Part(node, draft[node].Best, left);
                        Search(draft, node, left, right, histograms, gradients, features, execution);
                    }
                    else
                    {
                        AddToMargins(node, draft[node].Best, Value(draft[left]), Value(draft[right]), margins);
                        parts[left] = parts[right] = default;
                    }
                }

                Return(histograms, node);
            }

            levelStart = levelEnd;
        }

        for (int node = levelStart; node < draft.Count; node++)
        {
            Return(histograms, node);
        }

        AddToMargins(draft, margins);
        return draft.Pack(rule);
    }

    private (int Left, int Right) AddChildren(TreeDraft draft, int node)
    {
        SplitCandidate best = draft[node].Best;
        double rightGradient = draft[node].Gradient - best.LeftGradient;
        double rightHessian = draft[node].Hessian - best.LeftHessian;
        int left = draft.Add(best.LeftGradient, best.LeftHessian, rule);
        int right = draft.Add(rightGradient, rightHessian, rule);
        draft[node].Left = left;
        draft[node].Right = right;
        if (parts.Length < right + 1)
        {
            Array.Resize(ref parts, 2 * (right + 1));
        }

        return (left, right);
    }

    private void Search(
        TreeDraft draft, int node, int left, int right, List<double[]?> histograms, GradientPair[] gradients, int[] features, Execution execution)
    {
        (int smaller, int larger) = parts[left].Count <= parts[right].Count ? (left, right) : (right, left);
        double[] counted = Rent();
        Count(counted, smaller, gradients, features, execution);
        double[] rest = histograms[node]!;
        Subtract(rest, counted, features);
        histograms[node] = null;
        histograms[smaller] = counted;
        histograms[larger] = rest;
        FindSplit(ref draft[left], histograms[left]!, features);
        FindSplit(ref draft[right], histograms[right]!, features);
    }

    /// <summary>Puts a node's rows that go left before those that go right, each in their order.</summary>
    private void Part(int node, in SplitCandidate best, int left)
    {
        (int start, int count) = parts[node];
        Span<int> rows = order.AsSpan(start, count);
        Span<int> right = scratch.AsSpan(0, count);
        ReadOnlySpan<TBin> bins = table.ByColumn[best.Feature];
        int missing = table.Bins.Cuts[best.Feature].Length;
        int leftCount = 0;
        int rightCount = 0;
        foreach (int row in rows)
        {
            int goes = GoesLeft(best, int.CreateTruncating(bins[row]), missing) ? 1 : 0;
            rows[leftCount] = row;
            right[rightCount] = row;
            leftCount += goes;
            rightCount += 1 - goes;
        }

        right[..rightCount].CopyTo(rows[leftCount..]);
        parts[left] = (start, leftCount);
        parts[left + 1] = (start + leftCount, rightCount);
    }

    /// <summary>The rows of a node whose children are leaves need not be parted.</summary>
    private void AddToMargins(int node, in SplitCandidate best, float left, float right, float[] margins)
    {
        (int start, int count) = parts[node];
        ReadOnlySpan<TBin> bins = table.ByColumn[best.Feature];
        int missing = table.Bins.Cuts[best.Feature].Length;
        foreach (int row in order.AsSpan(start, count))
        {
            margins[row] += GoesLeft(best, int.CreateTruncating(bins[row]), missing) ? left : right;
        }
    }

    private static bool GoesLeft(in SplitCandidate best, int bin, int missing) => bin == missing ? best.DefaultLeft : bin <= best.Bin;

    private float Value(in DraftNode leaf) => rule.LearningRate * leaf.BaseWeight;

    private void Count(double[] histogram, int node, GradientPair[] gradients, int[] features, Execution execution)
    {
        (int start, int count) = parts[node];
        foreach (int feature in features)
        {
            Array.Clear(histogram, feature * stride * 2, stride * 2);
        }

        if (count < ParallelFrom || execution.ThreadCount == 1)
        {
            Count(histogram, order.AsSpan(start, count), gradients, features);
        }
        else
        {
            Blocks.For(features.Length, FeatureBlock, execution, (first, end) =>
                Count(histogram, order.AsSpan(start, count), gradients, features.AsSpan(first, end - first)));
        }
    }

    /// <summary>Counts features in runs of neighbours, whose bins lie side by side.</summary>
    private void Count(double[] histogram, ReadOnlySpan<int> rows, GradientPair[] gradients, ReadOnlySpan<int> features)
    {
        for (int first = 0; first < features.Length;)
        {
            int end = first + 1;
            while (end < features.Length && features[end] == features[end - 1] + 1)
            {
                end++;
            }

            CountRun(histogram, rows, gradients, features[first], end - first);
            first = end;
        }
    }

    private void CountRun(double[] histogram, ReadOnlySpan<int> rows, GradientPair[] gradients, int first, int count)
    {
        nint step = 2 * stride;
        nint width = table.ColumnCount;
        ref double cells = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(histogram), first * step);
        ref TBin bins = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table.ByRow), first);
        ref GradientPair pairs = ref MemoryMarshal.GetArrayDataReference(gradients);
        foreach (int row in rows)
        {
            GradientPair pair = Unsafe.Add(ref pairs, row);
            Vector128<double> addend = Vector128.Create((double)pair.Gradient, pair.Hessian);
            ref TBin own = ref Unsafe.Add(ref bins, row * width);
            ref double cell = ref cells;
            int left = count;
            for (; left >= 4; left -= 4)
            {
                Add(ref cell, own, addend);
                Add(ref Unsafe.Add(ref cell, step), Unsafe.Add(ref own, 1), addend);
                Add(ref Unsafe.Add(ref cell, 2 * step), Unsafe.Add(ref own, 2), addend);
                Add(ref Unsafe.Add(ref cell, 3 * step), Unsafe.Add(ref own, 3), addend);
                cell = ref Unsafe.Add(ref cell, 4 * step);
                own = ref Unsafe.Add(ref own, 4);
            }

            for (; left > 0; left--)
            {
                Add(ref cell, own, addend);
                cell = ref Unsafe.Add(ref cell, step);
                own = ref Unsafe.Add(ref own, 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref double feature, TBin bin, Vector128<double> addend)
    {
        ref double target = ref Unsafe.Add(ref feature, 2 * (nint)uint.CreateTruncating(bin));
        (Vector128.LoadUnsafe(ref target) + addend).StoreUnsafe(ref target);
    }

    private void Subtract(double[] histogram, double[] counted, int[] features)
    {
        foreach (int feature in features)
        {
            Span<Vector256<double>> target = MemoryMarshal.Cast<double, Vector256<double>>(histogram.AsSpan(feature * stride * 2, stride * 2));
            ReadOnlySpan<Vector256<double>> part = MemoryMarshal.Cast<double, Vector256<double>>(counted.AsSpan(feature * stride * 2, stride * 2));
            for (int cell = 0; cell < target.Length; cell++)
            {
                target[cell] -= part[cell];
            }
        }
    }

    private void FindSplit(ref DraftNode node, double[] histogram, int[] features)
    {
        foreach (int feature in features)
        {
            float[] cuts = table.Bins.Cuts[feature];
            ReadOnlySpan<double> cells = histogram.AsSpan(feature * stride * 2, cuts.Length * 2);
            search.Find(cells, cuts, table.Bins.Least[feature], table.Bins.HasMissing[feature], feature, node, ref node.Best);
        }
    }

    private void AddToMargins(TreeDraft draft, float[] margins)
    {
        for (int node = 0; node < draft.Count; node++)
        {
            if (draft[node].Left > 0)
            {
                continue;
            }

            float value = Value(draft[node]);
            (int start, int count) = parts[node];
            foreach (int row in order.AsSpan(start, count))
            {
                margins[row] += value;
            }
        }
    }

    private double[] Rent() => spare.TryPop(out double[]? histogram) ? histogram : new double[table.ColumnCount * stride * 2];

    private void Return(List<double[]?> histograms, int node)
    {
        if (histograms[node] is double[] histogram)
        {
            spare.Push(histogram);
            histograms[node] = null;
        }
    }
}
