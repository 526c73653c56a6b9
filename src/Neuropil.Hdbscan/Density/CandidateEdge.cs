using System.Runtime.CompilerServices;

namespace Neuropil.Hdbscan;

/// <summary>An edge that may belong to the tree.</summary>
/// <param name="From">The slot it was sought from.</param>
/// <param name="To">The slot found; negative: none.</param>
/// <param name="Weight">Mutual reachability.</param>
/// <param name="Distance">Plain distance.</param>
internal readonly record struct CandidateEdge(int From, int To, double Weight, double Distance)
{
    /// <summary>Whether this edge comes before another in the order (weight, plain distance, lower row, higher row).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Precedes(in CandidateEdge other, int[] rows)
        => Weight != other.Weight ? Weight < other.Weight : Distance != other.Distance ? Distance < other.Distance : PrecedesByRows(other, rows);

    private bool PrecedesByRows(in CandidateEdge other, int[] rows)
    {
        int lower = Math.Min(rows[From], rows[To]);
        int lowerOfOther = Math.Min(rows[other.From], rows[other.To]);
        return lower != lowerOfOther
            ? lower < lowerOfOther
            : Math.Max(rows[From], rows[To]) < Math.Max(rows[other.From], rows[other.To]);
    }
}
