using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>The bytes of a pickle with a place in them. Nothing is handed out that the bytes do not hold.</summary>
internal sealed class PickleInput(ReadOnlyMemory<byte> bytes, string name)
{
    private const int LongestLine = 1 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int instructionsLeft = ImportLimits.PickleInstructions;
    private long memoryLeft = ImportLimits.PickleMemory;
    private long copiesLeft = (4L * bytes.Length) + (1 << 20);

    /// <summary>Number of bytes.</summary>
    public int Length => bytes.Length;

    /// <summary>The next byte's place.</summary>
    public int Position { get; private set; }

    /// <summary>What to call the file in errors.</summary>
    public string Name => name;

    /// <summary>The next instruction.</summary>
    public byte Instruction() => --instructionsLeft >= 0 ? Byte() : throw Bad("the file makes too many objects");

    /// <summary>
    /// To be called before bytes that were read are copied into another form: a file that has the same bytes copied over and over is refused.
    /// </summary>
    public void ChargeCopy(long length)
    {
        ChargeMemory(length);
        copiesLeft -= length;
        if (copiesLeft < 0)
        {
            throw Bad("the file makes much more data than it holds");
        }
    }

    /// <summary>To be called for every object that is made, with about the bytes it takes.</summary>
    public void ChargeMemory(long length)
    {
        memoryLeft -= length;
        if (memoryLeft < 0)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"the file makes objects of more than {ImportLimits.PickleMemory} bytes"));
        }
    }

    public byte Byte() => Take(1)[0];

    public ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > bytes.Length - Position)
        {
            throw Bad(string.Create(
                CultureInfo.InvariantCulture, $"{length} bytes should follow, but {bytes.Length - Position} are left: the file is truncated or damaged"));
        }

        ReadOnlySpan<byte> taken = bytes.Span.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public string Text(long length)
    {
        try
        {
            return Utf8.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw Bad("a text is not UTF-8");
        }
    }

    /// <summary>A line of bytes, each taken as one character; the line feed is taken off.</summary>
    public string Line()
    {
        int length = bytes.Span.Slice(Position, Math.Min(LongestLine, bytes.Length - Position)).IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Bad("a line does not end");
        }

        string line = Encoding.Latin1.GetString(Take(length));
        Position++;
        return line;
    }

    /// <summary>An error about this place.</summary>
    public ModelFormatException Bad(string what)
        => new(string.Create(CultureInfo.InvariantCulture, $"{name}, at byte {Position}: {what}. Expected a file that joblib or pickle wrote."));
}
