using System.Buffers.Binary;
using System.IO.Compression;

namespace Neuropil.Tables;

/// <summary>The content of a .gz file (RFC 1952), its checksum and length compared with its trailer.</summary>
internal static class GzipContent
{
    public static Stream Open(string path, string name)
    {
        FileStream file = FileInspection.Open(path);
        try
        {
            Span<byte> header = stackalloc byte[18];
            Span<byte> trailer = stackalloc byte[8];
            if (file.ReadAtLeast(header, 18, throwOnEndOfStream: false) < 18 || !header.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]))
            {
                throw FileInspection.Problem(name, "is no gzip file", "a file packed by gzip", "Take the ending .gz away, or pack the file again.");
            }

            // bgzip writes many members, each with a checksum that the unpacker compares; its last one is empty.
            bool isBlocked = (header[3] & 4) != 0 && header[12] == 'B' && header[13] == 'C';
            file.Position = file.Length - 8;
            file.ReadExactly(trailer);
            uint crc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
            file.Position = 0;
            return new CheckedContent(
                new GZipStream(file, CompressionMode.Decompress),
                file.Length,
                expectedLength: -1,
                (found, length) => isBlocked || (found == crc && (uint)length == size) ? null : "its checksum does not fit its content: it is cut off or changed");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
