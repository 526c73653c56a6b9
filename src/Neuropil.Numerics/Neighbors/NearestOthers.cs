using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuropil.Numerics;

/// <summary>A list of the nearest of a tree's slots, ascending by distance, then by row, full from the start: with <see cref="None"/>, which any other precedes.</summary>
internal static class NearestOthers
{
    /// <summary>No slot.</summary>
    public const int None = -1;

    /// <summary>Puts a slot in its place; false if it has none.</summary>
    /// <param name="slots">The list.</param>
    /// <param name="distances">The distances of those in it.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="distance">Its distance.</param>
    /// <param name="rows">The row of each slot.</param>
    public static bool Insert(Span<int> slots, Span<double> distances, int slot, double distance, int[] rows)
    {
        int place = slots.Length - 1;
        if (!(distance < distances[place] || (distance == distances[place] && Precedes(slot, slots[place], rows))))
        {
            return false;
        }

        ref int firstSlot = ref MemoryMarshal.GetReference(slots);
        ref double firstDistance = ref MemoryMarshal.GetReference(distances);
        while (place > 0)
        {
            double before = Unsafe.Add(ref firstDistance, place - 1);
            int slotBefore = Unsafe.Add(ref firstSlot, place - 1);
            if (before < distance || (before == distance && Precedes(slotBefore, slot, rows)))
            {
                break;
            }

            Unsafe.Add(ref firstDistance, place) = before;
            Unsafe.Add(ref firstSlot, place) = slotBefore;
            place--;
        }

        Unsafe.Add(ref firstSlot, place) = slot;
        Unsafe.Add(ref firstDistance, place) = distance;
        return true;
    }

    /// <summary>The row of a slot; of none, one above all.</summary>
    public static int RowOf(int slot, int[] rows) => slot == None ? int.MaxValue : rows[slot];

    private static bool Precedes(int one, int other, int[] rows) => RowOf(one, rows) < RowOf(other, rows);
}
