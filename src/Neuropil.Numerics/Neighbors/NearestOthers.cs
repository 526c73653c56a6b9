using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuropil.Numerics;

/// <summary>A list of the nearest rows, ascending by distance, then by row, full from the start: with rows that any other precedes.</summary>
internal static class NearestOthers
{
    /// <summary>Puts a row in its place; false if it has none.</summary>
    public static bool Insert(Span<int> rows, Span<double> distances, int row, double distance)
    {
        int place = rows.Length - 1;
        if (!(distance < distances[place] || (distance == distances[place] && row < rows[place])))
        {
            return false;
        }

        ref int firstRow = ref MemoryMarshal.GetReference(rows);
        ref double firstDistance = ref MemoryMarshal.GetReference(distances);
        while (place > 0)
        {
            double before = Unsafe.Add(ref firstDistance, place - 1);
            int rowBefore = Unsafe.Add(ref firstRow, place - 1);
            if (before < distance || (before == distance && rowBefore < row))
            {
                break;
            }

            Unsafe.Add(ref firstDistance, place) = before;
            Unsafe.Add(ref firstRow, place) = rowBefore;
            place--;
        }

        Unsafe.Add(ref firstRow, place) = row;
        Unsafe.Add(ref firstDistance, place) = distance;
        return true;
    }
}
