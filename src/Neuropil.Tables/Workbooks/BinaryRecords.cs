using System.Buffers.Binary;
using System.Globalization;

namespace Neuropil.Tables;

/// <summary>Walks through the records of an old workbook: a type, a length, and so many bytes.</summary>
internal sealed class BinaryRecords(byte[] stream, int place)
{
    private int next = place;
    private int start;
    private int length;

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Data => stream.AsSpan(start, length);

    /// <summary>Goes to the next record; false at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The record leaves the stream.</exception>
    public bool Next()
    {
        if (next + 4 > stream.Length)
        {
            return false;
        }

        Type = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(next));
        length = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(next + 2));
        start = next + 4;
        if (start + length > stream.Length)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a record at byte {next} is longer than the file"));
        }

        next = start + length;
        return true;
    }

    /// <summary>Goes on to the record that continues this one; false where none does.</summary>
    public bool Continues()
    {
        if (next + 4 > stream.Length || BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(next)) != 0x3C)
        {
            return false;
        }

        return Next();
    }
}
