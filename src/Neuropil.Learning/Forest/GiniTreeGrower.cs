using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// Grows one classification tree after another by Gini impurity, depth first. Every feature keeps its rows sorted within each node. Impurities
/// come from whole numbers, so that equal splits tie exactly; the first of equals, in the random order of features and up the values, stays.
/// </summary>
internal sealed class GiniTreeGrower
{
    private static readonly ulong RowDraw = KeyedRandom.Purpose("forest-rows");
    private static readonly ulong FeatureDraw = KeyedRandom.Purpose("forest-features");
    private readonly ForestColumns columns;
    private readonly int[] codes;
    private readonly int classCount;
    private readonly RandomForestOptions options;
    private readonly int featuresPerSplit;
    private readonly int minLeafSize;
    private readonly int[][] order;
    private readonly int[] multiplicity;
    private readonly int[] scratch;
    private readonly byte[] goesLeft;
    private readonly int[] features;
    private readonly long[] leftCounts;
    private readonly long[] rightCounts;
    private readonly long[] nodeCounts;

    public GiniTreeGrower(ForestColumns columns, ClassCodes coding, RandomForestOptions options)
    {
        this.columns = columns;
        this.options = options;
        codes = coding.Codes;
        classCount = coding.Classes.Length;
        featuresPerSplit = options.FeaturesPerSplit ?? Math.Max(1, (int)Math.Sqrt(columns.Count));
        minLeafSize = options.MinLeafSize ?? 1;
        order = new int[columns.Count][];
        for (int feature = 0; feature < order.Length; feature++)
        {
            order[feature] = new int[columns.RowCount];
        }

        multiplicity = new int[columns.RowCount];
        scratch = new int[columns.RowCount];
        goesLeft = new byte[columns.RowCount];
        features = new int[columns.Count];
        leftCounts = new long[classCount];
        rightCounts = new long[classCount];
        nodeCounts = new long[classCount];
    }

    public ForestTree Grow(int tree)
    {
        int rowCount = DrawRows(tree);
        ForestTreeDraft draft = new();
        Stack<(int Node, int Start, int Count, int Depth)> open = new();
        open.Push((draft.Add(), 0, rowCount, 0));
        while (open.TryPop(out (int Node, int Start, int Count, int Depth) part))
        {
            CountClasses(part.Start, part.Count);
            Split best = part.Depth < (options.MaxDepth ?? int.MaxValue) ? FindSplit(tree, part.Node, part.Start, part.Count) : default;
            if (best.LeftSize == 0)
            {
                draft.MakeLeaf(part.Node, nodeCounts);
                continue;
            }

            Part(best, part.Start, part.Count);
            int left = draft.Add();
            int right = draft.Add();
            draft.MakeSplit(part.Node, best.Feature, best.Threshold, left, right);
            open.Push((right, part.Start + best.LeftSize, part.Count - best.LeftSize, part.Depth + 1));
            open.Push((left, part.Start, best.LeftSize, part.Depth + 1));
        }

        return draft.Pack();
    }

    private struct Split
    {
        public int Feature;
        public double Threshold;
        public int LeftSize;
        public double Purity;
    }

    private int DrawRows(int tree)
    {
        int total = columns.RowCount;
        Array.Fill(multiplicity, options.Bootstrap ? 0 : 1);
        if (options.Bootstrap)
        {
            KeyedRandom random = KeyedRandom.At(options.Seed, RowDraw, (ulong)tree);
            for (int draw = 0; draw < total; draw++)
            {
                multiplicity[random.NextInt32(total)]++;
            }
        }

        int count = 0;
        for (int feature = 0; feature < order.Length; feature++)
        {
            count = 0;
            foreach (int row in columns.Rows[feature])
            {
                order[feature][count] = row;
                count += multiplicity[row] > 0 ? 1 : 0;
            }
        }

        return count;
    }

    private void CountClasses(int start, int count)
    {
        Array.Clear(nodeCounts);
        foreach (int row in order[0].AsSpan(start, count))
        {
            nodeCounts[codes[row]] += multiplicity[row];
        }
    }

    private Split FindSplit(int tree, int node, int start, int count)
    {
        Split best = new() { Purity = double.NegativeInfinity };
        int present = 0;
        foreach (long members in nodeCounts)
        {
            present += members > 0 ? 1 : 0;
        }

        if (present < 2 || count / 2 < minLeafSize)
        {
            return best;
        }

        for (int feature = 0; feature < features.Length; feature++)
        {
            features[feature] = feature;
        }

        KeyedRandom random = KeyedRandom.At(options.Seed, FeatureDraw, (ulong)tree, (ulong)node);
        random.Shuffle(features.AsSpan());
        int looked = 0;
        foreach (int feature in features)
        {
            if (looked >= featuresPerSplit && best.LeftSize > 0)
            {
                break;
            }

            ReadOnlySpan<int> rows = order[feature].AsSpan(start, count);
            double[] values = columns.Values[feature];
            if (values[rows[0]] != values[rows[^1]])
            {
                Scan(rows, values, feature, ref best);
                looked++;
            }
        }

        return best;
    }

    private void Scan(ReadOnlySpan<int> rows, double[] values, int feature, ref Split best)
    {
        Array.Clear(leftCounts);
        nodeCounts.CopyTo(rightCounts, 0);
        long leftTotal = 0;
        long rightTotal = 0;
        long leftSquares = 0;
        long rightSquares = 0;
        foreach (long members in nodeCounts)
        {
            rightTotal += members;
            rightSquares += members * members;
        }

        int least = minLeafSize;
        double next = values[rows[0]];
        for (int index = 0; index + 1 < rows.Length; index++)
        {
            int row = rows[index];
            long weight = multiplicity[row];
            int code = codes[row];
            leftSquares += weight * ((2 * leftCounts[code]) + weight);
            rightSquares -= weight * ((2 * rightCounts[code]) - weight);
            leftCounts[code] += weight;
            rightCounts[code] -= weight;
            leftTotal += weight;
            rightTotal -= weight;
            double value = next;
            next = values[rows[index + 1]];
            if (value == next || index + 1 < least || rows.Length - index - 1 < least)
            {
                continue;
            }

            double purity = ((double)leftSquares / leftTotal) + ((double)rightSquares / rightTotal);
            if (purity > best.Purity)
            {
                double middle = (value * 0.5) + (next * 0.5);
                best = new Split { Feature = feature, Threshold = middle < next ? middle : value, LeftSize = index + 1, Purity = purity };
            }
        }
    }

    private void Part(in Split split, int start, int count)
    {
        ReadOnlySpan<int> sorted = order[split.Feature].AsSpan(start, count);
        for (int index = 0; index < count; index++)
        {
            goesLeft[sorted[index]] = (byte)(index < split.LeftSize ? 1 : 0);
        }

        for (int feature = 0; feature < order.Length; feature++)
        {
            if (feature == split.Feature)
            {
                continue;
            }

            Span<int> rows = order[feature].AsSpan(start, count);
            int leftCount = 0;
            int rightCount = 0;
            foreach (int row in rows)
            {
                int goes = goesLeft[row];
                rows[leftCount] = row;
                scratch[rightCount] = row;
                leftCount += goes;
                rightCount += 1 - goes;
            }

            scratch.AsSpan(0, rightCount).CopyTo(rows[leftCount..]);
        }
    }
}
