using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace Neuropil.Tables;

/// <summary>Takes values that are neither whole nor floating-point numbers, as text: dates in ISO 8601, decimals to the last digit, bytes that are no text in hexadecimal digits.</summary>
internal sealed class ParquetTextSink(ParquetColumn column) : ParquetSink
{
    private const long TicksPerDay = 864_000_000_000;
    private readonly ColumnBuilder builder = new();

    public override void Add(ReadOnlySpan<byte> value)
    {
        switch (column.Meaning)
        {
            case ParquetMeaning.Decimal:
                Add(CellKind.Number, Decimal(value));
                break;
            case ParquetMeaning.Date:
                Add(CellKind.Date, Timestamp(BinaryPrimitives.ReadInt32LittleEndian(value), 0, 0));
                break;
            case ParquetMeaning.TimeMillis:
                Add(CellKind.Date, Time(BinaryPrimitives.ReadInt32LittleEndian(value) * 10_000L, 0));
                break;
            case ParquetMeaning.TimeMicros:
                Add(CellKind.Date, Time(BinaryPrimitives.ReadInt64LittleEndian(value) is var micros && Math.Abs(micros) < long.MaxValue / 10 ? micros * 10 : -1, 0));
                break;
            case ParquetMeaning.TimeNanos:
                Add(CellKind.Date, Time(BinaryPrimitives.ReadInt64LittleEndian(value) / 100, (int)(BinaryPrimitives.ReadInt64LittleEndian(value) % 100)));
                break;
            case ParquetMeaning.TimestampMillis:
                AddTimestamp(BinaryPrimitives.ReadInt64LittleEndian(value), 86_400_000, 10_000, 1);
                break;
            case ParquetMeaning.TimestampMicros:
                AddTimestamp(BinaryPrimitives.ReadInt64LittleEndian(value), 86_400_000_000, 10, 1);
                break;
            case ParquetMeaning.TimestampNanos:
                AddTimestamp(BinaryPrimitives.ReadInt64LittleEndian(value), 86_400_000_000_000, 1, 100);
                break;
            case ParquetMeaning.Uuid:
                Add(CellKind.Text, new Guid(value, bigEndian: true).ToString());
                break;
            default:
                AddPlain(value);
                break;
        }
    }

    public override void AddMissing() => builder.Add(CellKind.Blank, []);

    public override TableColumn Finish(string name, MissingCodes missing) => builder.Finish(name, missing == MissingCodes.Usual ? ColumnReading.Usual : new ColumnReading(missing, DecimalComma: false));

    private void AddPlain(ReadOnlySpan<byte> value)
    {
        if (column.Type == ParquetType.Boolean)
        {
            builder.Add(CellKind.Boolean, value[0] != 0 ? "TRUE"u8 : "FALSE"u8);
        }
        else if (column.Type == ParquetType.Int96)
        {
            long nanos = BinaryPrimitives.ReadInt64LittleEndian(value);
            long days = BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - 2_440_588L;
            Add(CellKind.Date, nanos is >= 0 and < 86_400_000_000_000 ? Timestamp(days, nanos / 100, (int)(nanos % 100)) : Convert.ToHexString(value));
        }
        else if (Utf8.IsValid(value) && (column.Meaning == ParquetMeaning.Text || !value.ContainsAnyInRange((byte)0, (byte)8)))
        {
            builder.Add(CellKind.Text, value);
        }
        else
        {
            Add(CellKind.Text, "0x" + Convert.ToHexString(value));
        }
    }

    private void Add(CellKind kind, string text) => builder.Add(kind, Encoding.UTF8.GetBytes(text));

    private void AddTimestamp(long value, long perDay, long ticks, int parts)
    {
        long days = Math.DivRem(value, perDay, out long rest);
        if (rest < 0)
        {
            days--;
            rest += perDay;
        }

        Add(CellKind.Date, parts == 1 ? Timestamp(days, rest * ticks, 0) : Timestamp(days, rest / parts, (int)(rest % parts)));
    }

    /// <summary>A day since 1970 and ticks in it; a day alone where there are none.</summary>
    private static string Timestamp(long days, long ticks, int nanos)
    {
        long day = days + (DateTime.UnixEpoch.Ticks / TicksPerDay);
        if (day < 0 || day > DateTime.MaxValue.Ticks / TicksPerDay)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{days} days since 1970-01-01");
        }

        string date = new DateTime(day * TicksPerDay, DateTimeKind.Utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return ticks == 0 && nanos == 0 ? date : date + "T" + Time(ticks, nanos);
    }

    private static string Time(long ticks, int nanos)
    {
        if (ticks is < 0 or > TicksPerDay)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{ticks} ticks");
        }

        TimeSpan time = new(ticks);
        string seconds = time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        long fraction = (ticks % TimeSpan.TicksPerSecond * 100) + nanos;
        return fraction == 0 ? seconds : seconds + "." + fraction.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    private string Decimal(ReadOnlySpan<byte> value)
    {
        BigInteger unscaled = column.Type switch
        {
            ParquetType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(value),
            ParquetType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(value),
            _ when value.Length > 1024 => throw new InvalidDataException("a decimal number has more than 1024 bytes"),
            _ => new BigInteger(value, isUnsigned: false, isBigEndian: true),
        };
        string digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(column.Scale + 1, '0');
        string sign = unscaled.Sign < 0 ? "-" : string.Empty;
        string decimals = digits[^column.Scale..].TrimEnd('0');
        return sign + digits[..^column.Scale] + (decimals.Length == 0 ? string.Empty : "." + decimals);
    }
}
