namespace Neuropil.Learning;

/// <summary>A tree while it grows: nodes are added level by level, then pruned, then packed.</summary>
internal sealed class TreeDraft
{
    private DraftNode[] nodes = new DraftNode[16];

    public int Count { get; private set; }

    public ref DraftNode this[int node] => ref nodes[node];

    public int Add(double gradient, double hessian, in SplitRule rule)
    {
        if (Count == nodes.Length)
        {
            Array.Resize(ref nodes, 2 * Count);
        }

        nodes[Count] = new DraftNode
        {
            Gradient = gradient,
            Hessian = hessian,
            BaseWeight = rule.Weight(gradient, hessian),
            NodeGain = rule.Gain(gradient, hessian),
            Best = new SplitCandidate { Feature = RegressionTree.Leaf },
        };
        return Count++;
    }

    /// <summary>Turns splits below which only leaves hang, and which gain less than gamma, into leaves, from the bottom up.</summary>
    public void Prune(in SplitRule rule)
    {
        for (int node = Count - 1; node >= 0; node--)
        {
            ref DraftNode split = ref nodes[node];
            if (split.Left > 0 && nodes[split.Left].Left == 0 && nodes[split.Right].Left == 0 && split.Best.Gain < rule.Gamma)
            {
                split.Left = 0;
                split.Right = 0;
            }
        }
    }

    /// <summary>The tree without pruned nodes, in the order in which the nodes were added.</summary>
    public RegressionTree Pack(in SplitRule rule)
    {
        int[] place = Places(out int kept);
        RegressionTree tree = new()
        {
            Feature = new int[kept],
            Value = new float[kept],
            Left = new int[kept],
            Right = new int[kept],
            DefaultLeft = new bool[kept],
            Gain = new float[kept],
            Cover = new float[kept],
            BaseWeight = new float[kept],
        };
        for (int node = 0; node < Count; node++)
        {
            int at = place[node];
            if (at < 0)
            {
                continue;
            }

            ref DraftNode draft = ref nodes[node];
            bool leaf = draft.Left == 0;
            tree.Feature[at] = leaf ? RegressionTree.Leaf : draft.Best.Feature;
            tree.Value[at] = leaf ? rule.LearningRate * draft.BaseWeight : draft.Best.Value;
            tree.Left[at] = leaf ? RegressionTree.Leaf : place[draft.Left];
            tree.Right[at] = leaf ? RegressionTree.Leaf : place[draft.Right];
            tree.DefaultLeft[at] = !leaf && draft.Best.DefaultLeft;
            tree.Gain[at] = leaf ? 0 : draft.Best.Gain;
            tree.Cover[at] = (float)draft.Hessian;
            tree.BaseWeight[at] = draft.BaseWeight;
        }

        return tree;
    }

    private int[] Places(out int kept)
    {
        int[] place = new int[Count];
        Array.Fill(place, -1);
        place[0] = 0;
        kept = 1;
        for (int node = 0; node < Count; node++)
        {
            if (place[node] >= 0 && nodes[node].Left > 0)
            {
                place[nodes[node].Left] = kept++;
                place[nodes[node].Right] = kept++;
            }
        }

        return place;
    }
}
