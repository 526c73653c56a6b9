using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>Reads Thrift's compact protocol, as Parquet's footer and page headers have it. Nothing that is read is trusted: lengths fit what is left.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    public const int Stop = 0;
    public const int True = 1;
    public const int False = 2;
    public const int Binary = 8;
    public const int List = 9;
    public const int Struct = 12;
    private const int Deepest = TableLimits.ParquetDepth;
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int depth;

    /// <summary>Bytes read.</summary>
    public int Place { get; private set; }

    /// <summary>Reads the next field's type and number; <see cref="Stop"/> at the end of the structure.</summary>
    public int Field(ref int number)
    {
        byte head = Byte();
        int type = head & 0x0F;
        if (type == Stop)
        {
            return Stop;
        }

        int delta = head >> 4;
        number = delta == 0 ? (int)Integer() : number + delta;
        return type;
    }

    public long Integer()
    {
        ulong value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int32() => checked((int)Integer());

    public ReadOnlySpan<byte> Bytes()
    {
        ulong length = Unsigned();
        if (length > (ulong)(bytes.Length - Place))
        {
            throw Beyond();
        }

        ReadOnlySpan<byte> text = bytes.Slice(Place, (int)length);
        Place += (int)length;
        return text;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>The number of a list's elements, each of which takes at least a byte.</summary>
    public int ListCount(out int type)
    {
        byte head = Byte();
        type = head & 0x0F;
        ulong count = head >> 4 == 15 ? Unsigned() : (ulong)(head >> 4);
        return count <= (ulong)(bytes.Length - Place) ? (int)count : throw Beyond();
    }

    public void Enter()
    {
        if (++depth > Deepest)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it is nested deeper than {Deepest}"));
        }
    }

    public void Leave() => depth--;

    public void Skip(int type)
    {
        switch (type)
        {
            case True or False:
                break;
            case 3:
                Byte();
                break;
            case 4 or 5 or 6:
                Unsigned();
                break;
            case 7:
                Take(8);
                break;
            case Binary:
                Bytes();
                break;
            case List or 10:
                Enter();
                int count = ListCount(out int element);
                for (int index = 0; index < count; index++)
                {
                    SkipElement(element);
                }

                Leave();
                break;
            case 11:
                Enter();
                ulong pairs = Unsigned();
                if (pairs > (ulong)(bytes.Length - Place))
                {
                    throw Beyond();
                }

                byte types = pairs == 0 ? (byte)0 : Byte();
                for (ulong index = 0; index < pairs; index++)
                {
                    SkipElement(types >> 4);
                    SkipElement(types & 0x0F);
                }

                Leave();
                break;
            case Struct:
                Enter();
                int number = 0;
                for (int field; (field = Field(ref number)) != Stop;)
                {
                    Skip(field);
                }

                Leave();
                break;
            default:
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a field has the type {type}"));
        }
    }

    /// <summary>Truth values in lists take a byte, in fields none.</summary>
    private void SkipElement(int type)
    {
        if (type is True or False)
        {
            Byte();
        }
        else
        {
            Skip(type);
        }
    }

    private byte Byte() => Place < bytes.Length ? bytes[Place++] : throw Beyond();

    private void Take(int count) => Place = count <= bytes.Length - Place ? Place + count : throw Beyond();

    private ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number has no end");
    }

    private static EndOfStreamException Beyond() => new("it ends too early");
}
