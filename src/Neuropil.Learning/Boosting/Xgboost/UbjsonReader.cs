using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// Reads UBJSON (draft 12) into <see cref="XgboostValue"/>. Lengths are checked against the bytes that are left before anything is allocated, so a
/// hostile file cannot ask for more memory than a small multiple of its own size.
/// </summary>
internal ref struct UbjsonReader
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly string name;
    private int at;

    private UbjsonReader(ReadOnlySpan<byte> bytes, string name)
    {
        this.bytes = bytes;
        this.name = name;
    }

    public static XgboostValue Read(ReadOnlySpan<byte> bytes, string name)
    {
        UbjsonReader reader = new(bytes, name);
        XgboostValue value = reader.Value(reader.Marker(), 0);
        return value;
    }

    private XgboostValue Value(byte marker, int depth)
    {
        switch (marker)
        {
            case (byte)'{':
                return Map(depth + 1);
            case (byte)'[':
                return List(depth + 1);
            case (byte)'S':
                return new XgboostValue.Text(Text(Length()));
            case (byte)'H':
                return double.TryParse(Text(Length()), NumberStyles.Float, CultureInfo.InvariantCulture, out double precise)
                    ? new XgboostValue.Number(precise)
                    : throw Bad("a high-precision number cannot be read");
            case (byte)'C':
                return new XgboostValue.Text(((char)Take(1)[0]).ToString());
            case (byte)'T':
                return new XgboostValue.Number(1);
            case (byte)'F':
                return new XgboostValue.Number(0);
            case (byte)'Z':
                return new XgboostValue.Nothing();
            default:
                return new XgboostValue.Number(Number(marker, Take(SizeOf(marker))));
        }
    }

    private XgboostValue Map(int depth)
    {
        RequireDepth(depth);
        (byte? type, long? count) = Header();
        Dictionary<string, XgboostValue> fields = new(StringComparer.Ordinal);
        for (long field = 0; count is null || field < count; field++)
        {
            if (count is null && Peek() == (byte)'}')
            {
                at++;
                break;
            }

            string key = Text(Length());
            fields[key] = Value(type ?? Marker(), depth);
        }

        return new XgboostValue.Map(fields);
    }

    private XgboostValue List(int depth)
    {
        RequireDepth(depth);
        (byte? type, long? count) = Header();
        if (type is byte same && same is not ((byte)'[' or (byte)'{' or (byte)'S' or (byte)'H' or (byte)'C'))
        {
            return Numbers(same, count!.Value);
        }

        List<XgboostValue> items = [];
        for (long item = 0; count is null || item < count; item++)
        {
            if (count is null && Peek() == (byte)']')
            {
                at++;
                break;
            }

            items.Add(Value(type ?? Marker(), depth));
        }

        return XgboostValue.OfItems(items);
    }

    private XgboostValue.Numbers Numbers(byte type, long count)
    {
        int size = SizeOf(type);
        if (count > (bytes.Length - at) / size)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"a list of {count} numbers is longer than the file"));
        }

        double[] items = new double[count];
        for (int item = 0; item < items.Length; item++)
        {
            items[item] = Number(type, Take(size));
        }

        return new XgboostValue.Numbers(items);
    }

    /// <summary>The optional type and count of a container; a type needs a count.</summary>
    private (byte? Type, long? Count) Header()
    {
        byte? type = null;
        if (Peek() == (byte)'$')
        {
            at++;
            type = Take(1)[0];
            if (Peek() != (byte)'#')
            {
                throw Bad("a container has a type but no count");
            }
        }

        if (Peek() != (byte)'#')
        {
            return (null, null);
        }

        at++;
        long count = Length();
        return count <= bytes.Length - at
            ? (type, count)
            : throw Bad(string.Create(CultureInfo.InvariantCulture, $"a container of {count} items is longer than the file"));
    }

    private long Length()
    {
        byte marker = Marker();
        if (marker is (byte)'d' or (byte)'D')
        {
            throw Bad("a length is not an integer");
        }

        double length = Number(marker, Take(SizeOf(marker)));
        return length >= 0 && length <= int.MaxValue ? (long)length : throw Bad(string.Create(CultureInfo.InvariantCulture, $"a length is {length}"));
    }

    private string Text(long length)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(Take(length));
        }
        catch (ArgumentException)
        {
            throw Bad("a text is not UTF-8");
        }
    }

    private byte Marker()
    {
        byte marker;
        do
        {
            marker = Take(1)[0];
        }
        while (marker == (byte)'N');
        return marker;
    }

    private readonly byte Peek() => at < bytes.Length ? bytes[at] : throw Truncated();

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > bytes.Length - at)
        {
            throw Truncated();
        }

        ReadOnlySpan<byte> taken = bytes.Slice(at, (int)count);
        at += (int)count;
        return taken;
    }

    private readonly int SizeOf(byte marker) => (char)marker switch
    {
        'i' or 'U' => 1,
        'I' => 2,
        'l' or 'd' => 4,
        'L' or 'D' => 8,
        _ => throw Bad(string.Create(CultureInfo.InvariantCulture, $"an unknown type, 0x{marker:X2}")),
    };

    private static double Number(byte marker, ReadOnlySpan<byte> number) => (char)marker switch
    {
        'i' => (sbyte)number[0],
        'U' => number[0],
        'I' => BinaryPrimitives.ReadInt16BigEndian(number),
        'l' => BinaryPrimitives.ReadInt32BigEndian(number),
        'L' => BinaryPrimitives.ReadInt64BigEndian(number),
        'd' => BinaryPrimitives.ReadSingleBigEndian(number),
        _ => BinaryPrimitives.ReadDoubleBigEndian(number),
    };

    private readonly void RequireDepth(int depth)
    {
        if (depth > XgboostValue.MaxDepth)
        {
            throw Bad("it is nested too deeply");
        }
    }

    private readonly ModelFormatException Truncated() => Bad("the file ends too early");

    private readonly ModelFormatException Bad(string what)
        => new(string.Create(CultureInfo.InvariantCulture, $"{name}, byte {at}: {what}. The file is damaged or not a UBJSON model of XGBoost; save the model again."));
}
