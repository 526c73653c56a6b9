using System.IO.Compression;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// Reads pickles (protocols 0 to 5, as Python's pickletools documents them) and joblib's files with arrays inline, plain or compressed
/// by zlib or gzip, into plain data. Nothing is executed: names are compared with <see cref="PickleGlobals"/>, every other is refused.
/// </summary>
internal static class PickleReader
{
    /// <summary>The object that the file holds, and how many bytes it took.</summary>
    /// <exception cref="ModelFormatException">The file is no pickle, is damaged, or refers to a name that is not allowed.</exception>
    public static (object? Root, int Length) Read(Stream stream, string name)
    {
        ReadOnlyMemory<byte> bytes = Unpack(ForeignFile.Read(stream, ImportLimits.PickleBytes, name), name);
        PickleInput input = new(bytes, name);
        return (new PickleMachine(input, 0).Run(), input.Length);
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> file, string name)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes is [0x78, ..] && bytes.Length > 2 && ((bytes[0] << 8) | bytes[1]) % 31 == 0)
        {
            return Decompressed(file, name, source => new ZLibStream(source, CompressionMode.Decompress));
        }

        if (bytes is [0x1F, 0x8B, ..])
        {
            return Decompressed(file, name, source => new GZipStream(source, CompressionMode.Decompress));
        }

        string? other = bytes switch
        {
            [(byte)'B', (byte)'Z', (byte)'h', ..] => "bz2",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz",
            [0x5D, 0x00, 0x00, ..] => "lzma",
            [0x04, 0x22, 0x4D, 0x18, ..] => "lz4",
            [(byte)'Z', (byte)'F', ..] => "joblib before 0.10",
            _ => null,
        };
        return other is null
            ? file
            : throw new ModelFormatException(
                $"{name}: compressed by {other}, which is not read here. Save it again in Python: joblib.dump(joblib.load(path), path, compress=('zlib', 3)).");
    }

    private static ReadOnlyMemory<byte> Decompressed(ReadOnlyMemory<byte> file, string name, Func<Stream, Stream> open)
    {
        try
        {
            using Stream unpacked = open(new MemoryStream(file.ToArray()));
            return ForeignFile.Read(unpacked, ImportLimits.PickleBytes, name);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new ModelFormatException($"{name}: the compressed content is damaged: {ForeignText.Shown(exception.Message)}", exception);
        }
    }
}
