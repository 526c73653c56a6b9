namespace Neuropil.Numerics;

/// <summary>
/// Randomness that is addressed, not consumed: a draw is a function of (seed, purpose, index, …) alone, so the same address gives
/// the same draws whatever ran before, on any thread, in any order.
/// </summary>
/// <remarks>
/// The mixing function is SplitMix64's finaliser (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"),
/// applied to each part of the address in turn; successive draws at one address step the state by the golden-ratio increment.
/// Not for cryptography.
/// </remarks>
public struct KeyedRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private ulong state;

    private KeyedRandom(ulong state) => this.state = state;

    /// <summary>The draws at an address of one part.</summary>
    public static KeyedRandom At(long seed, ulong purpose, ulong index = 0) => new(Hash(Hash(Hash((ulong)seed) ^ purpose) ^ index));

    /// <summary>The draws at an address of two indices.</summary>
    public static KeyedRandom At(long seed, ulong purpose, ulong index, ulong second)
        => new(Hash(Hash(Hash(Hash((ulong)seed) ^ purpose) ^ index) ^ second));

    /// <summary>A number that names a purpose: the same text gives the same number everywhere (FNV-1a, 64 bits).</summary>
    public static ulong Purpose(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong hash = 14695981039346656037;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return hash;
    }

    /// <summary>Mixes 64 bits into 64 bits; a bijection.</summary>
    public static ulong Hash(ulong value)
    {
        value += Increment;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong bits = Hash(state);
        state += Increment;
        return bits;
    }

    /// <summary>The next number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next integer in [0, <paramref name="bound"/>), without bias that could be seen below 2⁶⁴ draws.</summary>
    /// <param name="bound">At least 1.</param>
    public int NextInt32(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)Require.AtLeast(bound, 1, nameof(bound)), out _);

    /// <summary>The next number of the standard normal distribution (Box and Muller 1958; one of the pair is used).</summary>
    public double NextGaussian()
    {
        double radius = Math.Sqrt(-2 * DeterministicMath.Log(1 - NextDouble()));
        return radius * DeterministicMath.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts the items into random order (Fisher and Yates, as Durstenfeld 1964).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt32(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
