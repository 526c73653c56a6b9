using System.Runtime.CompilerServices;

namespace Neuropil.Numerics;

/// <summary>
/// The nearest rows seen so far, at most as many as the spans hold, ascending by distance, then by row. The result does not depend
/// on the order in which rows are offered.
/// </summary>
internal ref struct NeighborList
{
    private readonly Span<int> rows;
    private readonly Span<double> distances;
    private int count;

    /// <param name="rows">Where the rows go.</param>
    /// <param name="distances">Where their distances go, as many.</param>
    public NeighborList(Span<int> rows, Span<double> distances)
    {
        this.rows = rows;
        this.distances = distances;
        rows.Fill(-1);
        distances.Fill(double.PositiveInfinity);
    }

    /// <summary>Goes on with a list that is under way.</summary>
    public NeighborList(Span<int> rows, Span<double> distances, int count)
    {
        this.rows = rows;
        this.distances = distances;
        this.count = count;
    }

    public readonly int Count => count;

    /// <summary>No row farther than this can enter; infinite until the list is full.</summary>
    public readonly double Bound
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => distances[^1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(int row, double distance)
    {
        if (distance <= Bound)
        {
            Insert(row, distance);
        }
    }

    private void Insert(int row, double distance)
    {
        if (count == rows.Length && distance == Bound && row >= rows[^1])
        {
            return;
        }

        int low = 0;
        int high = count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (distances[middle] < distance || (distances[middle] == distance && rows[middle] < row))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        int moved = Math.Min(count, rows.Length - 1) - low;
        rows.Slice(low, moved).CopyTo(rows[(low + 1)..]);
        distances.Slice(low, moved).CopyTo(distances[(low + 1)..]);
        rows[low] = row;
        distances[low] = distance;
        count = Math.Min(count + 1, rows.Length);
    }
}
