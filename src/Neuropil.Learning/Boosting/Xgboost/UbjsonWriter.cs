using System.Buffers.Binary;
using System.Text;

namespace Neuropil.Learning;

/// <summary>Writes <see cref="XgboostValue"/> as UBJSON (draft 12), with typed arrays as XGBoost writes them.</summary>
internal static class UbjsonWriter
{
    public static void Write(Stream stream, XgboostValue value)
    {
        switch (value)
        {
            case XgboostValue.Map map:
                stream.WriteByte((byte)'{');
                foreach ((string field, XgboostValue item) in map.Fields)
                {
                    WriteText(stream, field);
                    Write(stream, item);
                }

                stream.WriteByte((byte)'}');
                break;
            case XgboostValue.List list:
                stream.Write("[#"u8);
                WriteLong(stream, list.Items.Count);
                foreach (XgboostValue item in list.Items)
                {
                    Write(stream, item);
                }

                break;
            case XgboostValue.Singles singles:
                WriteTyped(stream, 'd', singles.Items, sizeof(float), BinaryPrimitives.WriteSingleBigEndian);
                break;
            case XgboostValue.Integers integers:
                WriteTyped(stream, 'l', integers.Items, sizeof(int), BinaryPrimitives.WriteInt32BigEndian);
                break;
            case XgboostValue.Longs longs:
                WriteTyped(stream, 'L', longs.Items, sizeof(long), BinaryPrimitives.WriteInt64BigEndian);
                break;
            case XgboostValue.Bytes bytes:
                WriteTyped(stream, 'U', bytes.Items, 1, (target, item) => target[0] = item);
                break;
            case XgboostValue.Number number:
                WriteLong(stream, (long)number.Value);
                break;
            case XgboostValue.Text text:
                stream.WriteByte((byte)'S');
                WriteText(stream, text.Value);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} is not written.");
        }
    }

    private delegate void ItemWriter<T>(Span<byte> target, T item);

    private static void WriteTyped<T>(Stream stream, char type, T[] items, int size, ItemWriter<T> write)
    {
        stream.Write([(byte)'[', (byte)'$', (byte)type, (byte)'#']);
        WriteLong(stream, items.Length);
        byte[] buffer = new byte[items.Length * size];
        for (int item = 0; item < items.Length; item++)
        {
            write(buffer.AsSpan(item * size, size), items[item]);
        }

        stream.Write(buffer);
    }

    private static void WriteText(Stream stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteLong(stream, bytes.Length);
        stream.Write(bytes);
    }

    private static void WriteLong(Stream stream, long value)
    {
        Span<byte> buffer = stackalloc byte[9];
        buffer[0] = (byte)'L';
        BinaryPrimitives.WriteInt64BigEndian(buffer[1..], value);
        stream.Write(buffer);
    }
}
