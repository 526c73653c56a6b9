using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>
/// A zip archive whose entries are stored as they are, all of one fixed time (1 January 1980): the same content gives the same bytes on
/// every system, which a compressor and the library's archive, which notes the system, do not promise. APPNOTE.TXT 6.3.3.
/// </summary>
internal sealed class StoredArchive(FileStream stream) : IDisposable
{
    private const int LocalHeaderLength = 30;
    private const ushort Version = 20;
    private const ushort FirstOfJanuary1980 = (1 << 5) | 1;
    private readonly List<(byte[] Name, long Offset, uint Crc, uint Length)> entries = [];

    /// <summary>Adds an entry, its content written by <paramref name="write"/>.</summary>
    public void Add(string name, Action<Stream> write)
    {
        byte[] nameBytes = Encoding.ASCII.GetBytes(name);
        long offset = stream.Position;
        WriteLocalHeader(nameBytes, 0, 0);
        using CheckedStream content = new(stream);
        write(content);
        long end = stream.Position;
        if (end > uint.MaxValue)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The archive is beyond {uint.MaxValue} bytes; write csv instead."));
        }

        stream.Position = offset;
        WriteLocalHeader(nameBytes, content.Crc, (uint)content.Written);
        stream.Position = end;
        entries.Add((nameBytes, offset, content.Crc, (uint)content.Written));
    }

    /// <summary>Writes the directory; the stream stays open.</summary>
    public void Dispose()
    {
        long start = stream.Position;
        Span<byte> header = stackalloc byte[46];
        foreach ((byte[] name, long offset, uint crc, uint length) in entries)
        {
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014B50);
            BinaryPrimitives.WriteUInt16LittleEndian(header[4..], Version);
            WriteCommon(header[6..], name, crc, length);
            BinaryPrimitives.WriteUInt32LittleEndian(header[42..], (uint)offset);
            stream.Write(header);
            stream.Write(name);
        }

        Span<byte> end = stackalloc byte[22];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)(stream.Position - start));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)start);
        stream.Write(end);
    }

    private void WriteLocalHeader(byte[] name, uint crc, uint length)
    {
        Span<byte> header = stackalloc byte[LocalHeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034B50);
        WriteCommon(header[4..], name, crc, length);
        stream.Write(header);
        stream.Write(name);
    }

    /// <summary>The fields that a local header and a directory entry share: version needed, method (stored), time, checksum, lengths.</summary>
    private static void WriteCommon(Span<byte> header, byte[] name, uint crc, uint length)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)name.Length);
    }

    /// <summary>Passes bytes on and keeps their CRC-32.</summary>
    private sealed class CheckedStream(Stream target) : Stream
    {
        private Crc32 crc = new();

        public uint Crc => crc.Value;

        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            crc.Add(buffer);
            Written += buffer.Length;
            target.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
