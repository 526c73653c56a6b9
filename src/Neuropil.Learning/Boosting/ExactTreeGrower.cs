using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// Grows a tree level by level with <see cref="ExactSplitSearch"/>. Every feature keeps its rows sorted within each node: a split
/// parts them stably, so that nothing is sorted twice and finished rows are not visited again.
/// </summary>
internal sealed class ExactTreeGrower : ITreeGrower
{
    private const int ParallelFrom = 20_000;
    private readonly SortedColumns columns;
    private readonly SplitRule rule;
    private readonly int maxDepth;
    private readonly int rowCount;
    private readonly int[][] order;
    private readonly int[] scratch;
    private readonly byte[] goesLeft;

    // Per node and feature, then the row list: where its part begins and how long it is.
    private (int Start, int Count)[] parts = [];

    public ExactTreeGrower(SortedColumns columns, int rowCount, GradientBoostingOptions options)
    {
        this.columns = columns;
        this.rowCount = rowCount;
        rule = new SplitRule(options);
        maxDepth = options.MaxDepth;
        order = new int[columns.Rows.Length + 1][];
        for (int list = 0; list < order.Length; list++)
        {
            order[list] = new int[list < columns.Rows.Length ? columns.Rows[list].Length : rowCount];
        }

        scratch = new int[rowCount];
        goesLeft = new byte[rowCount];
    }

    private int ListCount => order.Length;

    private int RowList => order.Length - 1;

    public RegressionTree Grow(
        GradientPair[] gradients, ReadOnlySpan<int> rows, int[] features, float[] margins, Execution execution)
    {
        TreeDraft draft = new();
        PlantRoot(draft, gradients, rows, features);
        int levelStart = 0;
        for (int depth = 0; depth < maxDepth && levelStart < draft.Count; depth++)
        {
            int levelEnd = draft.Count;
            FindSplits(draft, levelStart, levelEnd, gradients, features, execution);
            for (int node = levelStart; node < levelEnd; node++)
            {
                if (draft[node].Best.Gain > SplitRule.LeastGain)
                {
                    Split(draft, node, gradients, features);
                }
            }

            levelStart = levelEnd;
        }

        draft.Prune(rule);
        AddToMargins(draft, margins);
        return draft.Pack(rule);
    }

    private void PlantRoot(TreeDraft draft, GradientPair[] gradients, ReadOnlySpan<int> rows, int[] features)
    {
        rows.CopyTo(order[RowList]);
        (double gradient, double hessian) = Sum(gradients, rows);
        draft.Add(gradient, hessian, rule);
        ReserveParts(1);
        parts[RowList] = (0, rows.Length);
        bool all = rows.Length == rowCount;
        if (!all)
        {
            Array.Clear(goesLeft);
            foreach (int row in rows)
            {
                goesLeft[row] = 1;
            }
        }

        foreach (int feature in features)
        {
            int[] sorted = columns.Rows[feature];
            int count = 0;
            if (all)
            {
                sorted.CopyTo(order[feature], 0);
                count = sorted.Length;
            }
            else
            {
                foreach (int row in sorted)
                {
                    order[feature][count] = row;
                    count += goesLeft[row];
                }
            }

            parts[feature] = (0, count);
        }
    }

    private void FindSplits(
        TreeDraft draft, int levelStart, int levelEnd, GradientPair[] gradients, int[] features, Execution execution)
    {
        int nodeCount = levelEnd - levelStart;
        SplitCandidate[] bests = new SplitCandidate[nodeCount * features.Length];
        if (rowCount < ParallelFrom || execution.ThreadCount == 1)
        {
            for (int position = 0; position < features.Length; position++)
            {
                SearchFeature(position);
            }
        }
        else
        {
            Blocks.For(features.Length, 1, execution, (position, _) => SearchFeature(position));
        }

        for (int node = 0; node < nodeCount; node++)
        {
            ref SplitCandidate best = ref draft[levelStart + node].Best;
            for (int position = 0; position < features.Length; position++)
            {
                if (bests[(position * nodeCount) + node].Gain > best.Gain)
                {
                    best = bests[(position * nodeCount) + node];
                }
            }
        }

        void SearchFeature(int position)
        {
            int feature = features[position];
            bool both = columns.Rows[feature].Length < rowCount && !columns.Constant[feature];
            for (int node = levelStart; node < levelEnd; node++)
            {
                (int start, int count) = parts[(node * ListCount) + feature];
                ReadOnlySpan<int> rows = order[feature].AsSpan(start, count);
                ref SplitCandidate best = ref bests[(position * nodeCount) + node - levelStart];
                if (both)
                {
                    ExactSplitSearch.Up(rows, columns.Values[feature], gradients, draft[node], rule, feature, ref best);
                }

                ExactSplitSearch.Down(rows, columns.Values[feature], gradients, draft[node], rule, feature, ref best);
            }
        }
    }

    private void Split(TreeDraft draft, int node, GradientPair[] gradients, int[] features)
    {
        SplitCandidate best = draft[node].Best;
        float[] values = columns.Values[best.Feature];
        (int start, int count) = parts[(node * ListCount) + RowList];
        foreach (int row in order[RowList].AsSpan(start, count))
        {
            float value = values[row];
            goesLeft[row] = (byte)((float.IsNaN(value) ? best.DefaultLeft : value < best.Value) ? 1 : 0);
        }

        int left = draft.Count;
        ReserveParts(left + 2);
        Part(RowList, node, left);
        foreach (int feature in features)
        {
            Part(feature, node, left);
        }

        for (int child = left; child < left + 2; child++)
        {
            (start, count) = parts[(child * ListCount) + RowList];
            (double gradient, double hessian) = Sum(gradients, order[RowList].AsSpan(start, count));
            draft.Add(gradient, hessian, rule);
        }

        draft[node].Left = left;
        draft[node].Right = left + 1;
    }

    private void Part(int list, int node, int left)
    {
        (int start, int count) = parts[(node * ListCount) + list];
        Span<int> rows = order[list].AsSpan(start, count);
        Span<int> right = scratch.AsSpan(0, count);
        int leftCount = 0;
        int rightCount = 0;
        foreach (int row in rows)
        {
            int goes = goesLeft[row];
            rows[leftCount] = row;
            right[rightCount] = row;
            leftCount += goes;
            rightCount += 1 - goes;
        }

        right[..rightCount].CopyTo(rows[leftCount..]);
        parts[(left * ListCount) + list] = (start, leftCount);
        parts[((left + 1) * ListCount) + list] = (start + leftCount, rightCount);
    }

    private void AddToMargins(TreeDraft draft, float[] margins)
    {
        bool[] kept = new bool[draft.Count];
        kept[0] = true;
        for (int node = 0; node < draft.Count; node++)
        {
            if (!kept[node])
            {
                continue;
            }

            if (draft[node].Left > 0)
            {
                kept[draft[node].Left] = true;
                kept[draft[node].Right] = true;
                continue;
            }

            float value = rule.LearningRate * draft[node].BaseWeight;
            (int start, int count) = parts[(node * ListCount) + RowList];
            foreach (int row in order[RowList].AsSpan(start, count))
            {
                margins[row] += value;
            }
        }
    }

    private void ReserveParts(int nodeCount)
    {
        if (parts.Length < nodeCount * ListCount)
        {
            Array.Resize(ref parts, Math.Max(nodeCount, 64) * 2 * ListCount);
        }
    }

    private static (double Gradient, double Hessian) Sum(GradientPair[] gradients, ReadOnlySpan<int> rows)
    {
        double gradient = 0;
        double hessian = 0;
        foreach (int row in rows)
        {
            gradient += gradients[row].Gradient;
            hessian += gradients[row].Hessian;
        }

        return (gradient, hessian);
    }
}
