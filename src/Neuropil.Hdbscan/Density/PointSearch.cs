namespace Neuropil.Hdbscan;

/// <summary>Finds from one slot the nearest other component, nearer nodes first.</summary>
internal sealed class PointSearch<TMetric>(BoruvkaState state, NodeSummaries nodes, Matrix points)
    where TMetric : struct, ITreeMetric
{
    private readonly KdTree tree = state.Tree;
    private readonly (int Node, double Least)[] pending = new (int, double)[state.Tree.Depth + 2];

    /// <summary>Some edge of least weight from a slot to another component, if that weight is at most <paramref name="bound"/>.</summary>
    /// <remarks>The nodes' components may be those of the round before: a node that was of one component still is.</remarks>
    public CandidateEdge From(int slot, double bound)
    {
        int component = state.Components[slot];
        double[] point = points.Row(tree.Rows[slot]).ToArray();
        CandidateEdge best = new(slot, -1, bound, double.PositiveInfinity);
        int count = 0;
        pending[count++] = (1, 0);
        while (count > 0)
        {
            (int node, double least) = pending[--count];
            int uniform = nodes.Components[node];
            if (least > TMetric.Bound(best.Weight) || nodes.LeastCores[node] > best.Weight
                || (uniform >= 0 && state.Components[uniform] == component))
            {
                continue;
            }

            if (node >= tree.LeafCount)
            {
                best = Scan(node - tree.LeafCount, best, component);
                continue;
            }

            int left = 2 * node;
            double toLeft = KdTreeDistances<TMetric>.ToBox(ref point[0], tree.BoxOf(left), tree.ColumnCount);
            double toRight = KdTreeDistances<TMetric>.ToBox(ref point[0], tree.BoxOf(left + 1), tree.ColumnCount);
            bool leftFirst = toLeft <= toRight;
            pending[count++] = leftFirst ? (left + 1, toRight) : (left, toLeft);
            pending[count++] = leftFirst ? (left, toLeft) : (left + 1, toRight);
        }

        return best;
    }

    private CandidateEdge Scan(int leaf, CandidateEdge best, int component)
    {
        for (int other = tree.FirstSlotOfLeaf(leaf); other < tree.FirstSlotOfLeaf(leaf + 1); other++)
        {
            double core = Math.Max(state.Cores[best.From], state.Cores[other]);
            if (state.Components[other] == component || core > best.Weight)
            {
                continue;
            }

            double distance = default(TMetric).Distance(points.Row(tree.Rows[best.From]), points.Row(tree.Rows[other]));
            CandidateEdge edge = new(best.From, other, Math.Max(core, distance), distance);
            if (edge.Weight < best.Weight || (edge.Weight == best.Weight && (best.To < 0 || edge.Precedes(best, tree.Rows))))
            {
                best = edge;
            }
        }

        return best;
    }
}
