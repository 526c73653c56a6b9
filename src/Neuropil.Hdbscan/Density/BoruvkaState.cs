namespace Neuropil.Hdbscan;

/// <summary>What Borůvka's algorithm knows of each slot of the tree between rounds.</summary>
internal sealed class BoruvkaState
{
    private readonly TreeNeighbors? neighbors;
    private readonly int listLength;
    private readonly int[] slotOfRow;

    /// <summary>Core distances and first candidates from neighbours found in the tree.</summary>
    public BoruvkaState(TreeNeighbors neighbors, int minSamples)
        : this(neighbors.Tree)
    {
        this.neighbors = neighbors;
        int count = Tree.PointCount;
        listLength = Math.Min(neighbors.KeptCount, minSamples + 1);
        bool listsHoldAll = listLength == count - 1;
        for (int slot = 0; slot < count; slot++)
        {
            Cores[slot] = neighbors.Core(slot, minSamples);
            Beyond[slot] = listsHoldAll ? double.PositiveInfinity : Math.Max(Cores[slot], neighbors.Distances(slot)[listLength - 1]);
        }
    }

    /// <summary>Core distances that are known, by row; no neighbour is.</summary>
    public BoruvkaState(KdTree tree, double[] cores)
        : this(tree)
    {
        for (int slot = 0; slot < cores.Length; slot++)
        {
            Cores[slot] = cores[tree.Rows[slot]];
            Beyond[slot] = Cores[slot];
            Marks[slot] = SlotMarks.ListUsedUp;
        }
    }

    private BoruvkaState(KdTree tree)
    {
        Tree = tree;
        int count = tree.PointCount;
        Cores = new double[count];
        Components = new int[count];
        Candidates = new int[count];
        CandidateWeights = new double[count];
        CandidateDistances = new double[count];
        Beyond = new double[count];
        Marks = new SlotMarks[count];
        slotOfRow = new int[count];
        Candidates.AsSpan().Fill(-1);
        for (int slot = 0; slot < count; slot++)
        {
            slotOfRow[tree.Rows[slot]] = slot;
        }
    }

    public KdTree Tree { get; }

    public double[] Cores { get; }

    /// <summary>The component of each slot, named by one of its slots.</summary>
    public int[] Components { get; }

    /// <summary>The other end of the best edge known that leaves a slot; negative: none known.</summary>
    public int[] Candidates { get; }

    public double[] CandidateWeights { get; }

    public double[] CandidateDistances { get; }

    /// <summary>No edge to another component that is not the candidate weighs less, nor the same unless the candidate is resolved.</summary>
    public double[] Beyond { get; }

    public SlotMarks[] Marks { get; }

    public int SlotOf(int row) => slotOfRow[row];

    public CandidateEdge CandidateOf(int slot) => new(slot, Candidates[slot], CandidateWeights[slot], CandidateDistances[slot]);

    /// <summary>Whether a slot has to be searched from, if its component has an edge of this weight.</summary>
    public bool IsActive(int slot, double weight)
    {
        SlotMarks marks = Marks[slot];
        bool known = Candidates[slot] >= 0 && ((marks & SlotMarks.Resolved) != 0 || CandidateWeights[slot] < Beyond[slot]);
        return !known && (marks & SlotMarks.Copy) == 0 && Beyond[slot] <= weight;
    }

    /// <summary>Makes the candidate one that leaves the slot's component, from the list of neighbours if that still has one.</summary>
    public void Refresh(int slot)
    {
        int component = Components[slot];
        if ((Candidates[slot] >= 0 && Components[Candidates[slot]] != component) || (Marks[slot] & SlotMarks.Copy) != 0)
        {
            return;
        }

        if ((Marks[slot] & SlotMarks.Resolved) != 0)
        {
            Beyond[slot] = CandidateWeights[slot];
            Marks[slot] &= ~SlotMarks.Resolved;
        }

        Candidates[slot] = -1;
        if ((Marks[slot] & SlotMarks.ListUsedUp) == 0)
        {
            TakeFromList(slot, component);
        }
    }

    private void TakeFromList(int slot, int component)
    {
        ReadOnlySpan<int> others = neighbors!.Slots(slot)[..listLength];
        ReadOnlySpan<double> distances = neighbors.Distances(slot);
        CandidateEdge best = new(slot, -1, double.PositiveInfinity, double.PositiveInfinity);
        for (int index = 0; index < others.Length && distances[index] <= best.Weight; index++)
        {
            int other = others[index];
            if (Components[other] == component)
            {
                continue;
            }

            double weight = Math.Max(Math.Max(Cores[slot], Cores[other]), distances[index]);
            CandidateEdge edge = new(slot, other, weight, distances[index]);
            if (best.To < 0 || edge.Precedes(best, Tree.Rows))
            {
                best = edge;
            }
        }

        Keep(best);
        if (best.To < 0)
        {
            Marks[slot] |= SlotMarks.ListUsedUp;
        }
    }

    public void Keep(in CandidateEdge edge)
    {
        Candidates[edge.From] = edge.To;
        CandidateWeights[edge.From] = edge.Weight;
        CandidateDistances[edge.From] = edge.Distance;
    }

    /// <summary>Takes the result of a search from a slot that looked at every edge up to a weight.</summary>
    public void Keep(in CandidateEdge edge, double searchedTo)
    {
        Keep(edge);
        if (edge.To >= 0 && edge.Weight <= searchedTo)
        {
            Marks[edge.From] |= SlotMarks.Resolved | SlotMarks.ListUsedUp;
        }
        else
        {
            Beyond[edge.From] = Math.Max(Beyond[edge.From], Math.BitIncrement(searchedTo));
        }
    }
}
