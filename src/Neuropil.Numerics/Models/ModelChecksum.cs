using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Numerics.Models;

/// <summary>
/// The seal of a model file: its last field holds the SHA-256 of every byte before that field, and a field near the start says that it
/// does. A file that has either must have both, so no single damage turns a sealed file into one that was never sealed.
/// </summary>
internal static class ModelChecksum
{
    public const string Announcement = "checksumOf";
    public const string AnnouncementText = "SHA-256 of all bytes before the last field";
    public const string Field = "checksum";

    private const int HexLength = 64;

    // The announcement is the fourth field; what stands before it is a few hundred bytes at most.
    private const int AnnouncedWithin = 1024;

    private static ReadOnlySpan<byte> Opening => ",\n  \"checksum\": \""u8;

    private static ReadOnlySpan<byte> Closing => "\"\n}\n"u8;

    /// <summary>Whether a file is sealed, by its start or its end.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> file)
        => file[..Math.Min(file.Length, AnnouncedWithin)].IndexOf("\"checksumOf\": "u8) >= 0 || Hex(file).Length > 0;

    /// <summary>Whether a sealed file holds what it held when it was written.</summary>
    public static bool Holds(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> hex = Hex(file);
        if (hex.IsEmpty)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file[..^(Opening.Length + HexLength + Closing.Length)], expected);
        return hex.SequenceEqual(Encoding.ASCII.GetBytes(Convert.ToHexString(expected).ToLowerInvariant()));
    }

    private static ReadOnlySpan<byte> Hex(ReadOnlySpan<byte> file)
    {
        int length = Opening.Length + HexLength + Closing.Length;
        return file.Length > length && file[^length..].StartsWith(Opening) && file.EndsWith(Closing)
            ? file.Slice(file.Length - HexLength - Closing.Length, HexLength)
            : [];
    }
}
