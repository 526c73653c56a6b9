namespace Neuropil.Synapses;

/// <summary>A hash of what names a synapse, the same wherever it runs (FNV-1a, 64 bits, stirred).</summary>
internal static class KeyHash
{
    public static ulong Of(int neuron, int type, string id) => Stirred(Mixed(Mixed(Text(14695981039346656037, id), (uint)neuron), (uint)type));

    public static ulong Of(string text) => Stirred(Text(14695981039346656037, text));

    private static ulong Text(ulong hash, string text)
    {
        foreach (char letter in text)
        {
            hash = Mixed(hash, letter);
        }

        return hash;
    }

    private static ulong Mixed(ulong hash, uint value) => unchecked((hash ^ value) * 1099511628211);

    private static ulong Stirred(ulong hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
            return hash ^ (hash >> 31);
        }
    }
}
