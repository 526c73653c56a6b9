using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>SHA-256 of a file's bytes, 64 hexadecimal digits.</summary>
internal static class ContentHash
{
    public const int Length = 64;

    /// <summary>The hash of a file without bytes.</summary>
    public static string OfNothing { get; } = OfBytes([]);

    public static string OfFile(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static string OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
