using System.Globalization;

namespace Neuropil.Tables;

/// <summary>Packed content as it is unpacked: its length and checksum are compared with what the archive says, and its length is bounded.</summary>
/// <param name="source">The unpacking stream.</param>
/// <param name="packedLength">Bytes of the packed content.</param>
/// <param name="expectedLength">The length that the archive says; −1 where it is modulo 2^32 or unknown.</param>
/// <param name="check">Compares checksum and length at the end; null where they fit, else what does not.</param>
internal sealed class CheckedContent(Stream source, long packedLength, long expectedLength, Func<uint, long, string?> check) : Stream
{
    private Crc32 crc = new();
    private long length;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => length; set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The content is damaged, or longer than allowed.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (ended || buffer.IsEmpty)
        {
            return 0;
        }

        int read = source.Read(buffer);
        if (read == 0)
        {
            ended = true;
            return check(crc.Value, length) is string fault ? throw new InvalidDataException(fault) : 0;
        }

        crc.Add(buffer[..read]);
        length += read;
        if (expectedLength >= 0 && length > expectedLength)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it unpacks to more than the {expectedLength} bytes that the archive says"));
        }

        return length > TableLimits.UnpackedFreely && length / TableLimits.UnpackedRatio > packedLength
            ? throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{packedLength} packed bytes unpack to more than {length} bytes, beyond {TableLimits.UnpackedRatio} times as many"))
            : read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
