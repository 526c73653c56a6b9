using System.Globalization;
using System.IO.Compression;
using K4os.Compression.LZ4;
using Snappier;

namespace Neuropil.Tables;

/// <summary>Unpacks pages to exactly the length their header says.</summary>
internal static class ParquetUnpacking
{
    public static void Unpack(int codec, ReadOnlySpan<byte> packed, Span<byte> target)
    {
        if (target.IsEmpty)
        {
            return;
        }

        int written = codec switch
        {
            0 => Copy(packed, target),
            1 => Snap(packed, target),
            2 => Through(packed, target, stream => new GZipStream(stream, CompressionMode.Decompress)),
            4 => Through(packed, target, stream => new BrotliStream(stream, CompressionMode.Decompress)),
            5 => Hadoop(packed, target),
            6 => Zstandard(packed, target),
            7 => LZ4Codec.Decode(packed, target),
            _ => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"pages are packed in the way {codec}, which is not supported")),
        };
        if (written != target.Length)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a page unpacks to {written} bytes, its header says {target.Length}"));
        }
    }

    private static int Copy(ReadOnlySpan<byte> packed, Span<byte> target) => packed.Length == target.Length && packed.TryCopyTo(target) ? packed.Length : -1;

    /// <summary>The packed content says how long it is, and the library takes so much memory: first it must be as long as the page.</summary>
    private static int Snap(ReadOnlySpan<byte> packed, Span<byte> target)
        => Snappy.GetUncompressedLength(packed) is var length && length == target.Length ? Snappy.Decompress(packed, target) : length;

    private static int Zstandard(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        using ZstdSharp.Decompressor decompressor = new();
        return decompressor.Unwrap(packed, target);
    }

    private static int Through(ReadOnlySpan<byte> packed, Span<byte> target, Func<Stream, Stream> unpack)
    {
        using Stream stream = unpack(new MemoryStream(packed.ToArray()));
        int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        return stream.ReadByte() < 0 ? read : -1;
    }

    /// <summary>Hadoop's frames: lengths, big-endian, unpacked and packed, before each block; else a bare block.</summary>
    private static int Hadoop(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        int written = 0;
        ReadOnlySpan<byte> rest = packed;
        while (rest.Length >= 8)
        {
            uint length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(rest);
            uint size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
            if (size > rest.Length - 8 || length > target.Length - written || LZ4Codec.Decode(rest.Slice(8, (int)size), target.Slice(written, (int)length)) != (int)length)
            {
                return LZ4Codec.Decode(packed, target);
            }

            written += (int)length;
            rest = rest[(8 + (int)size)..];
        }

        return written;
    }
}
