using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// Grows a tree level by level from histograms of gradients. Of two siblings only the smaller is counted; the other is the parent's
/// histogram less that one. Sums are in 64 bits, in the order of the rows.
/// </summary>
internal sealed class HistogramTreeGrower : ITreeGrower
{
    private const int FeatureBlock = 4;
    private const int ParallelFrom = 50_000;
    private readonly BinnedTable table;
    private readonly SplitRule rule;
    private readonly int maxDepth;
    private readonly int stride;
    private readonly int[] order;
    private readonly int[] scratch;
    private readonly Stack<double[]> spare = new();
    private (int Start, int Count)[] parts = new (int, int)[64];

    public HistogramTreeGrower(BinnedTable table, GradientBoostingOptions options)
    {
        this.table = table;
        rule = new SplitRule(options);
        maxDepth = options.MaxDepth;
        stride = table.WidestFeature;
        order = new int[table.RowCount];
        scratch = new int[table.RowCount];
    }

    public RegressionTree Grow(
        GradientPair[] gradients, ReadOnlySpan<int> rows, int[] features, float[] margins, int output, int outputCount, Execution execution)
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
                    Split(draft, node, histograms, gradients, features, depth + 1 < maxDepth, execution);
                }

                Return(histograms, node);
            }

            levelStart = levelEnd;
        }

        for (int node = levelStart; node < draft.Count; node++)
        {
            Return(histograms, node);
        }

        AddToMargins(draft, margins, output, outputCount);
        return draft.Pack(rule);
    }

    private void Split(
        TreeDraft draft, int node, List<double[]?> histograms, GradientPair[] gradients, int[] features, bool search, Execution execution)
    {
        SplitCandidate best = draft[node].Best;
        double rightGradient = draft[node].Gradient - best.LeftGradient;
        double rightHessian = draft[node].Hessian - best.LeftHessian;
        int left = draft.Add(best.LeftGradient, best.LeftHessian, rule);
        int right = draft.Add(rightGradient, rightHessian, rule);
        draft[node].Left = left;
        draft[node].Right = right;
        Part(node, best, left);
        histograms.Add(null);
        histograms.Add(null);
        if (!search)
        {
            return;
        }

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

    private void Part(int node, in SplitCandidate best, int left)
    {
        (int start, int count) = parts[node];
        Span<int> rows = order.AsSpan(start, count);
        Span<int> right = scratch.AsSpan(0, count);
        int missing = table.Cuts[best.Feature].Length;
        int leftCount = 0;
        int rightCount = 0;
        ushort[] bins = table.Bins;
        int width = table.ColumnCount;
        foreach (int row in rows)
        {
            int bin = bins[((long)row * width) + best.Feature];
            int goes = (bin == missing ? best.DefaultLeft : bin <= best.Bin) ? 1 : 0;
            rows[leftCount] = row;
            right[rightCount] = row;
            leftCount += goes;
            rightCount += 1 - goes;
        }

        right[..rightCount].CopyTo(rows[leftCount..]);
        if (parts.Length < left + 2)
        {
            Array.Resize(ref parts, 2 * (left + 2));
        }

        parts[left] = (start, leftCount);
        parts[left + 1] = (start + leftCount, rightCount);
    }

    private void Count(double[] histogram, int node, GradientPair[] gradients, int[] features, Execution execution)
    {
        (int start, int count) = parts[node];
        foreach (int feature in features)
        {
            Array.Clear(histogram, feature * stride * 2, stride * 2);
        }

        if (count < ParallelFrom || execution.ThreadCount == 1)
        {
            CountFeatures(histogram, order.AsSpan(start, count), gradients, features);
        }
        else
        {
            Blocks.For(features.Length, FeatureBlock, execution, (first, end) =>
                CountFeatures(histogram, order.AsSpan(start, count), gradients, features.AsSpan(first, end - first)));
        }
    }

    private void CountFeatures(double[] histogram, ReadOnlySpan<int> rows, GradientPair[] gradients, ReadOnlySpan<int> features)
    {
        ref double cells = ref MemoryMarshal.GetArrayDataReference(histogram);
        ref ushort bins = ref MemoryMarshal.GetArrayDataReference(table.Bins);
        ref GradientPair pairs = ref MemoryMarshal.GetArrayDataReference(gradients);
        nint width = table.ColumnCount;
        foreach (int row in rows)
        {
            GradientPair pair = Unsafe.Add(ref pairs, row);
            Vector128<double> addend = Vector128.Create((double)pair.Gradient, pair.Hessian);
            ref ushort rowBins = ref Unsafe.Add(ref bins, row * width);
            foreach (int feature in features)
            {
                nint cell = ((nint)feature * stride) + Unsafe.Add(ref rowBins, feature);
                ref double target = ref Unsafe.Add(ref cells, cell * 2);
                (Vector128.LoadUnsafe(ref target) + addend).StoreUnsafe(ref target);
            }
        }
    }

    private void Subtract(double[] histogram, double[] counted, int[] features)
    {
        foreach (int feature in features)
        {
            Span<double> target = histogram.AsSpan(feature * stride * 2, stride * 2);
            ReadOnlySpan<double> part = counted.AsSpan(feature * stride * 2, stride * 2);
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
            float[] cuts = table.Cuts[feature];
            ReadOnlySpan<double> cells = histogram.AsSpan(feature * stride * 2, cuts.Length * 2);
            HistogramSplitSearch.Up(cells, cuts, node, rule, feature, ref node.Best);
            if (table.HasMissing[feature])
            {
                HistogramSplitSearch.Down(cells, cuts, table.Least[feature], node, rule, feature, ref node.Best);
            }
        }
    }

    private void AddToMargins(TreeDraft draft, float[] margins, int output, int outputCount)
    {
        for (int node = 0; node < draft.Count; node++)
        {
            if (draft[node].Left > 0)
            {
                continue;
            }

            float value = rule.LearningRate * draft[node].BaseWeight;
            (int start, int count) = parts[node];
            foreach (int row in order.AsSpan(start, count))
            {
                margins[(row * outputCount) + output] += value;
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
