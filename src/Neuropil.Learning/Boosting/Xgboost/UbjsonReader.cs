using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Neuropil.Numerics;
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
    private readonly XgboostCount count;
    private int at;

    private UbjsonReader(ReadOnlySpan<byte> bytes, string name)
    {
        this.bytes = bytes;
        this.name = name;
        count = new XgboostCount(name);
    }

    public static XgboostValue Read(ReadOnlySpan<byte> bytes, string name)
    {
        UbjsonReader reader = new(bytes, name);
        XgboostValue value = reader.Value(reader.Marker(), 0);
        return value;
    }

    private XgboostValue Value(byte marker, int depth)
    {
        count.Value();
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
        (byte? type, long? length) = Header();
        Dictionary<string, XgboostValue> fields = new(StringComparer.Ordinal);
        for (long field = 0; length is null || field < length; field++)
        {
            if (length is null && Peek() == (byte)'}')
            {
                at++;
                break;
            }

            string key = Text(Length());
            if (!fields.TryAdd(key, Value(type ?? Marker(), depth)))
            {
                throw Bad($"the field '{ForeignText.Shown(key)}' stands there twice");
            }
        }

        return new XgboostValue.Map(fields);
    }

    private XgboostValue List(int depth)
    {
        RequireDepth(depth);
        (byte? type, long? length) = Header();
        if (type is byte same && IsNumber(same))
        {
            return Numbers(same, length!.Value);
        }

        List<double> numbers = [];
        List<XgboostValue>? items = null;
        for (long item = 0; length is null || item < length; item++)
        {
            if (length is null && Peek() == (byte)']')
            {
                at++;
                break;
            }

            byte marker = type ?? Marker();
            if (items is null && (IsNumber(marker) || marker is (byte)'T' or (byte)'F'))
            {
                count.Numbers(1);
                numbers.Add(IsNumber(marker) ? Number(marker, Take(SizeOf(marker))) : marker == (byte)'T' ? 1 : 0);
                continue;
            }

            items ??= XgboostValue.Boxed(numbers, count);
            items.Add(Value(marker, depth));
        }

        return items is null ? new XgboostValue.Numbers([.. numbers]) : new XgboostValue.List(items);
    }

    private XgboostValue.Numbers Numbers(byte type, long length)
    {
        int size = SizeOf(type);
        if (length > (bytes.Length - at) / size)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"a list of {length} numbers is longer than the file"));
        }

        count.Numbers(length);
        double[] items = new double[length];
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
        long length = Length();
        return length <= bytes.Length - at
            ? (type, length)
            : throw Bad(string.Create(CultureInfo.InvariantCulture, $"a container of {length} items is longer than the file"));
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

    private static bool IsNumber(byte marker) => (char)marker is 'i' or 'U' or 'I' or 'l' or 'L' or 'd' or 'D';

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
