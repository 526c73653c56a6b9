namespace Neuropil.Hdbscan;

/// <summary>Sorts by 64-bit numbers, digit by digit: n steps a digit, and equal numbers keep their order.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int DigitCount = 6;
    private const int Values = 1 << DigitBits;

    /// <summary>Sorts numbers ascending and takes the items along; those of equal numbers stay as they were.</summary>
    /// <param name="keys">Not NaN; 0 and −0 are different.</param>
    /// <param name="items">As many.</param>
    public static void Sort(double[] keys, int[] items)
    {
        int count = keys.Length;
        ulong[] from = new ulong[count];
        int[] fromItems = (int[])items.Clone();
        int[] counts = new int[DigitCount * Values];
        for (int index = 0; index < count; index++)
        {
            ulong key = InOrder(keys[index]);
            from[index] = key;
            for (int digit = 0; digit < DigitCount; digit++)
            {
                counts[(digit * Values) + DigitOf(key, digit)]++;
            }
        }

        ulong[] to = new ulong[count];
        int[] toItems = items;
        for (int digit = 0; digit < DigitCount; digit++)
        {
            Span<int> starts = counts.AsSpan(digit * Values, Values);
            if (starts.Contains(count))
            {
                continue;
            }

            MakeStarts(starts);
            for (int index = 0; index < count; index++)
            {
                int place = starts[DigitOf(from[index], digit)]++;
                to[place] = from[index];
                toItems[place] = fromItems[index];
            }

            (from, to) = (to, from);
            (fromItems, toItems) = (toItems, fromItems);
        }

        for (int index = 0; index < count; index++)
        {
            keys[index] = FromOrder(from[index]);
            items[index] = fromItems[index];
        }
    }

    private static int DigitOf(ulong key, int digit) => (int)(key >> (digit * DigitBits)) & (Values - 1);

    private static void MakeStarts(Span<int> counts)
    {
        int start = 0;
        foreach (ref int count in counts)
        {
            (count, start) = (start, start + count);
        }
    }

    /// <summary>Bits whose order as whole numbers is that of the numbers.</summary>
    private static ulong InOrder(double key)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(key);
        return (bits >> 63) == 1 ? ~bits : bits | (1UL << 63);
    }

    private static double FromOrder(ulong bits) => BitConverter.UInt64BitsToDouble((bits >> 63) == 1 ? bits & ~(1UL << 63) : ~bits);
}
