using System.Buffers.Binary;
using System.Text;

namespace Neuropil.Learning;

/// <summary>A numpy array: type, shape and bytes; or the objects, where it holds objects.</summary>
internal sealed class NumpyArray
{
    private byte[] bytes = [];

    public NumpyType Type { get; private set; } = new('f', 8);

    public int[] Shape { get; private set; } = [0];

    /// <summary>Number of items.</summary>
    public int Count { get; private set; }

    /// <summary>The items, where they are objects; else null.</summary>
    public IReadOnlyList<object?>? Objects { get; private set; }

    /// <summary>How many items a shape has; −1 where it is no shape.</summary>
    public static long CountOf(object? shape)
    {
        if (shape is not PickleTuple { Items: { Length: <= 8 } items })
        {
            return -1;
        }

        long count = 1;
        foreach (object? item in items)
        {
            if (item is not long length || length is < 0 or > int.MaxValue || (length > 0 && count > int.MaxValue / length))
            {
                return -1;
            }

            count *= length;
        }

        return count;
    }

    /// <summary>Fills the array; false where type, shape and content do not fit together.</summary>
    public bool Fill(object? shape, NumpyType type, bool columnMajor, object? content)
    {
        long count = CountOf(shape);
        if (count < 0 || count > int.MaxValue)
        {
            return false;
        }

        Shape = [.. ((PickleTuple)shape!).Items.Select(item => (int)(long)item!)];
        Type = type;
        Count = (int)count;
        if (type.Kind == 'O')
        {
            Objects = content is List<object?> list && list.Count == count ? list : null;
            return Objects is not null;
        }

        if (content is not byte[] raw || raw.LongLength != count * type.Size || (type.Size == 0 && count > 0))
        {
            return false;
        }

        bytes = columnMajor && Shape.Length > 1 && count > 0 ? RowMajor(raw, Shape, type.Size) : raw;
        return true;
    }

    /// <summary>The items as numbers; null where they are not numbers.</summary>
    public double[]? Doubles() => Column(Type, 0);

    /// <summary>A field of every item as numbers; null where there is no such field or it holds no numbers.</summary>
    public double[]? Doubles(string field) => Type.Fields.TryGetValue(field, out (NumpyType Type, int Offset) own) ? Column(own.Type, own.Offset) : null;

    /// <summary>The items as integers; null where they are not integers.</summary>
    public long[]? Integers() => Integers(Type, 0);

    /// <summary>A field of every item as integers; null where there is no such field or it holds no integers.</summary>
    public long[]? Integers(string field) => Type.Fields.TryGetValue(field, out (NumpyType Type, int Offset) own) ? Integers(own.Type, own.Offset) : null;

    /// <summary>The items as texts; null where they are neither texts nor objects that are.</summary>
    public string[]? Texts()
    {
        if (Objects is not null)
        {
            string[] texts = [.. Objects.OfType<string>()];
            return texts.Length == Count ? texts : null;
        }

        return Type.Kind == 'U' ? [.. Enumerable.Range(0, Count).Select(item => (string)Item(item)!)] : null;
    }

    /// <summary>One item as text, integer, number or truth; null where it is a record.</summary>
    public object? Item(int index)
    {
        if (Objects is not null)
        {
            return Objects[index];
        }

        ReadOnlySpan<byte> item = bytes.AsSpan(index * Type.Size, Type.Size);
        return Type.Kind switch
        {
            'f' => FloatingPoint(item, Type),
            'i' or 'u' => Integer(item, Type),
            'b' => item[0] != 0,
            'U' => (Type.IsBigEndian ? BigEndianUtf32 : Encoding.UTF32).GetString(item).TrimEnd('\0'),
            _ => null,
        };
    }

    private static Encoding BigEndianUtf32 { get; } = new UTF32Encoding(bigEndian: true, byteOrderMark: false);

    private double[]? Column(NumpyType type, int offset)
    {
        if (Objects is not null || !"fiub".Contains(type.Kind, StringComparison.Ordinal))
        {
            return null;
        }

        double[] values = new double[Count];
        for (int item = 0; item < values.Length; item++)
        {
            ReadOnlySpan<byte> own = bytes.AsSpan((item * Type.Size) + offset, type.Size);
            values[item] = type.Kind == 'f' ? FloatingPoint(own, type) : Integer(own, type);
        }

        return values;
    }

    private long[]? Integers(NumpyType type, int offset)
    {
        if (Objects is not null || !"iub".Contains(type.Kind, StringComparison.Ordinal))
        {
            return null;
        }

        long[] values = new long[Count];
        for (int item = 0; item < values.Length; item++)
        {
            values[item] = Integer(bytes.AsSpan((item * Type.Size) + offset, type.Size), type);
        }

        return values;
    }

    private static double FloatingPoint(ReadOnlySpan<byte> item, NumpyType type) => (type.Size, type.IsBigEndian) switch
    {
        (8, false) => BinaryPrimitives.ReadDoubleLittleEndian(item),
        (8, true) => BinaryPrimitives.ReadDoubleBigEndian(item),
        (_, false) => BinaryPrimitives.ReadSingleLittleEndian(item),
        _ => BinaryPrimitives.ReadSingleBigEndian(item),
    };

    private static long Integer(ReadOnlySpan<byte> item, NumpyType type)
    {
        long value = 0;
        for (int index = 0; index < item.Length; index++)
        {
            value = (value << 8) | item[type.IsBigEndian ? index : item.Length - 1 - index];
        }

        int unused = 64 - (8 * item.Length);
        return type.Kind == 'i' ? value << unused >> unused : value;
    }

    private static byte[] RowMajor(byte[] columnMajor, int[] shape, int size)
    {
        byte[] result = new byte[columnMajor.Length];
        int[] place = new int[shape.Length];
        for (int item = 0; item < columnMajor.Length / size; item++)
        {
            int target = 0;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                target = (target * shape[axis]) + place[axis];
            }

            columnMajor.AsSpan(item * size, size).CopyTo(result.AsSpan(target * size));
            for (int axis = 0; axis < shape.Length && ++place[axis] == shape[axis]; axis++)
            {
                place[axis] = 0;
            }
        }

        return result;
    }
}
