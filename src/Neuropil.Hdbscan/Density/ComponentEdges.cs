using System.Runtime.CompilerServices;

namespace Neuropil.Hdbscan;

/// <summary>
/// For each component the least edge found so far that leaves it, in the order (weight, plain distance, lower row, higher row): no two edges are equal in
/// it, so the least is the same whichever thread finds it first.
/// </summary>
internal sealed class ComponentEdges(int[] rows)
{
    private const int LockCount = 1 << 12;
    private readonly int[] locks = new int[LockCount];
    private readonly double[] weights = new double[rows.Length];
    private readonly double[] distances = new double[rows.Length];
    private readonly int[] from = new int[rows.Length];
    private readonly int[] to = new int[rows.Length];

    public void Clear(int component)
    {
        weights[component] = double.PositiveInfinity;
        from[component] = -1;
    }

    public bool IsEmpty(int component) => from[component] < 0;

    /// <summary>The weight of the least edge found so far; never rises in a round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double WeightOf(int component) => Volatile.Read(ref weights[component]);

    public CandidateEdge EdgeOf(int component) => new(from[component], to[component], weights[component], distances[component]);

    public void Offer(int component, in CandidateEdge edge)
    {
        if (edge.Weight > WeightOf(component))
        {
            return;
        }

        ref int gate = ref locks[component & (LockCount - 1)];
        SpinWait wait = default;
        while (Interlocked.CompareExchange(ref gate, 1, 0) != 0)
        {
            wait.SpinOnce();
        }

        CandidateEdge best = new(from[component], to[component], weights[component], distances[component]);
        if (best.From < 0 || edge.Precedes(best, rows))
        {
            (from[component], to[component], distances[component]) = (edge.From, edge.To, edge.Distance);
            Volatile.Write(ref weights[component], edge.Weight);
        }

        Volatile.Write(ref gate, 0);
    }
}
