namespace Neuropil.Hdbscan;

/// <summary>
/// Borůvka's algorithm on a k-d tree: each round, every component finds the least edge that leaves it, and all these edges join the tree. Edges have a
/// total order (<see cref="CandidateEdge"/>), so the tree is one and the same whatever the threads do.
/// </summary>
/// <remarks>
/// March, Ram and Gray 2010, "Fast Euclidean minimum spanning tree"; McInnes and Healy 2017, §3. Most edges of the first rounds come from the lists of
/// nearest neighbours; the rest are found by a dual-tree search that leaves out nodes of one component, nodes farther than the component's best edge,
/// and points already known to have no better one. Equal points are joined beforehand: the first stands for all.
/// </remarks>
internal sealed class BoruvkaSpanningTree<TMetric>
    where TMetric : struct, ITreeMetric
{
    private const int SlotsPerBlock = 1 << 13;
    private readonly Matrix points;
    private readonly BoruvkaState state;
    private readonly Execution execution;
    private readonly KdTree tree;
    private readonly DisjointSets sets;
    private readonly ComponentEdges edges;
    private readonly NodeSummaries nodes;
    private readonly int[] from;
    private readonly int[] to;
    private readonly double[] weights;
    private readonly double[] distances;
    private int[] components;
    private int edgeCount;

    private BoruvkaSpanningTree(Matrix points, BoruvkaState state, Execution execution)
    {
        this.points = points;
        this.state = state;
        this.execution = execution;
        tree = state.Tree;
        sets = new DisjointSets(tree.PointCount);
        edges = new ComponentEdges(tree.Rows);
        nodes = new NodeSummaries(state, edges);
        from = new int[tree.PointCount - 1];
        to = new int[tree.PointCount - 1];
        weights = new double[tree.PointCount - 1];
        distances = new double[tree.PointCount - 1];
        components = [];
    }

    /// <param name="points">In canonical order: equal points stand together.</param>
    /// <param name="state">Their tree, core distances and neighbours.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    public static MinimumSpanningTree Of(Matrix points, BoruvkaState state, Execution execution)
    {
        BoruvkaSpanningTree<TMetric> algorithm = new(points, state, execution);
        algorithm.JoinCopies();
        algorithm.Label();
        while (algorithm.components.Length > 1)
        {
            algorithm.Round();
            execution.Report("spanning tree", (double)algorithm.edgeCount / algorithm.weights.Length);
        }

        return MinimumSpanningTree.FromEdges(algorithm.from, algorithm.to, algorithm.weights, algorithm.distances);
    }

    private void Round()
    {
        foreach (int component in components)
        {
            edges.Clear(component);
        }

        Blocks.For(tree.PointCount, SlotsPerBlock, execution, OfferCandidates);
        Blocks.For(tree.PointCount, SlotsPerBlock, execution, OfferNextSlots);
        if (components.Length < tree.LeafCount)
        {
            Blocks.For(components.Length, 16, execution, ImproveBounds);
        }

        nodes.Update(execution);
        RoundSearch<TMetric>.Run(state, edges, nodes, execution);
        Join();
        Label();
    }

    /// <summary>The first of equal points is the nearest possible partner of all the others.</summary>
    private void JoinCopies()
    {
        int first = 0;
        for (int row = 1; row < points.RowCount; row++)
        {
            if (!points.Row(row).SequenceEqual(points.Row(first)))
            {
                first = row;
                continue;
            }

            int slot = state.SlotOf(row);
            state.Marks[slot] |= SlotMarks.Copy;
            Add(slot, state.SlotOf(first), state.Cores[slot], 0);
        }
    }

    /// <summary>Names the component of each slot, and lists the components.</summary>
    private void Label()
    {
        int[] labels = state.Components;
        Blocks.For(labels.Length, SlotsPerBlock, execution, (start, end) =>
        {
            for (int slot = start; slot < end; slot++)
            {
                labels[slot] = sets.Find(slot);
            }
        });
        List<int> found = [];
        if (components.Length == 0)
        {
            for (int slot = 0; slot < labels.Length; slot++)
            {
                if (labels[slot] == slot)
                {
                    found.Add(slot);
                }
            }
        }
        else
        {
            foreach (int component in components)
            {
                if (labels[component] == component)
                {
                    found.Add(component);
                }
            }
        }

        components = [.. found];
    }

    /// <summary>What is known from the rounds before.</summary>
    private void OfferCandidates(int start, int end)
    {
        CandidateEdge best = default;
        int component = -1;
        for (int slot = start; slot < end; slot++)
        {
            state.Refresh(slot);
            if (state.Candidates[slot] < 0)
            {
                continue;
            }

            CandidateEdge edge = state.CandidateOf(slot);
            if (state.Components[slot] != component)
            {
                OfferIfAny(component, best);
                (component, best) = (state.Components[slot], edge);
            }
            else if (edge.Precedes(best, tree.Rows))
            {
                best = edge;
            }
        }

        OfferIfAny(component, best);
    }

    private void OfferIfAny(int component, in CandidateEdge edge)
    {
        if (component >= 0)
        {
            edges.Offer(component, edge);
        }
    }

    /// <summary>An upper bound for components of which nothing is known: the next slot is not far.</summary>
    private void OfferNextSlots(int start, int end)
    {
        for (int slot = start; slot < Math.Min(end, tree.PointCount - 1); slot++)
        {
            int one = state.Components[slot];
            int other = state.Components[slot + 1];
            if (one != other && (edges.IsEmpty(one) || edges.IsEmpty(other)))
            {
                double distance = default(TMetric).Distance(points.Row(tree.Rows[slot]), points.Row(tree.Rows[slot + 1]));
                double weight = Math.Max(Math.Max(state.Cores[slot], state.Cores[slot + 1]), distance);
                edges.Offer(one, new CandidateEdge(slot, slot + 1, weight, distance));
                edges.Offer(other, new CandidateEdge(slot + 1, slot, weight, distance));
            }
        }
    }

    /// <summary>A better one: the nearest other component, seen from the end of the best edge known.</summary>
    private void ImproveBounds(int start, int end)
    {
        PointSearch<TMetric> search = new(state, nodes, points);
        for (int index = start; index < end; index++)
        {
            int component = components[index];
            CandidateEdge found = search.From(edges.EdgeOf(component).From, edges.WeightOf(component));
            if (found.To >= 0)
            {
                edges.Offer(component, found);
                edges.Offer(state.Components[found.To], new CandidateEdge(found.To, found.From, found.Weight, found.Distance));
            }
        }
    }

    private void Join()
    {
        foreach (int component in components)
        {
            CandidateEdge edge = edges.EdgeOf(component);
            Add(edge.From, edge.To, edge.Weight, edge.Distance);
        }
    }

    private void Add(int one, int other, double weight, double distance)
    {
        int setOfOne = sets.Find(one);
        int setOfOther = sets.Find(other);
        if (setOfOne != setOfOther)
        {
            sets.Join(setOfOne, setOfOther);
            (from[edgeCount], to[edgeCount]) = (tree.Rows[one], tree.Rows[other]);
            (weights[edgeCount], distances[edgeCount]) = (weight, distance);
            edgeCount++;
        }
    }
}
