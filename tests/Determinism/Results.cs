using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Neuropil.Determinism;

/// <summary>Named results, kept as hashes of their bytes.</summary>
public sealed class Results
{
    private readonly SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Hashes => hashes;

    public void Add(string name, ReadOnlySpan<double> values) => Add(name, MemoryMarshal.AsBytes(values));

    public void Add(string name, ReadOnlySpan<int> values) => Add(name, MemoryMarshal.AsBytes(values));

    public void Add(string name, Neuropil.Numerics.Matrix values) => Add(name, values.Values);

    /// <summary>What a model writes.</summary>
    public void Add(string name, Action<Stream> save)
    {
        using MemoryStream stream = new();
        save(stream);
        Add(name, stream.ToArray());
    }

    public void Add(string name, ReadOnlySpan<byte> bytes) => hashes.Add(name, Convert.ToHexString(SHA256.HashData(bytes))[..32]);
}
