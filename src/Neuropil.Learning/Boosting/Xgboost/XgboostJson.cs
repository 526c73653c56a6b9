using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>JSON to and from <see cref="XgboostValue"/>.</summary>
internal static class XgboostJson
{
    public static XgboostValue Read(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            Utf8JsonReader reader = new(WithoutBareWords(bytes), new JsonReaderOptions { MaxDepth = XgboostValue.MaxDepth });
            reader.Read();
            XgboostCount count = new(name);
            XgboostValue value = Value(ref reader, count);
            return !reader.Read() ? value : throw new JsonException("more follows after the end of the model");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelFormatException($"{name}: not a JSON model of XGBoost, or a truncated one: {ForeignText.Shown(exception.Message)}", exception);
        }
    }

    public static void Write(Stream stream, XgboostValue value)
    {
        // XGBoost 1.7 reads no \uXXXX: what is not ASCII stands as UTF-8.
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Write(writer, value);
    }

    /// <summary>XGBoost writes NaN and infinities bare, which JSON does not know: here they become texts, which no list of numbers may hold.</summary>
    private static ReadOnlySpan<byte> WithoutBareWords(ReadOnlySpan<byte> bytes)
    {
        byte[]? changed = null;
        bool inText = false;
        for (int at = bytes.IndexOfAny((byte)'"', (byte)'N', (byte)'I'); at < bytes.Length;)
        {
            if (at < 0)
            {
                break;
            }

            int width = 1;
            if (inText && bytes[at] == (byte)'\\')
            {
                width = 2;
            }
            else if (bytes[at] == (byte)'"')
            {
                inText = !inText;
            }
            else if (!inText && (bytes[at..].StartsWith("NaN"u8) || bytes[at..].StartsWith("Infinity"u8)))
            {
                changed ??= bytes.ToArray();
                width = bytes[at] == (byte)'N' ? 3 : 8;
                changed[bytes[at - 1] == (byte)'-' ? at - 1 : at] = (byte)'"';
                changed[at + width - 1] = (byte)'"';
            }

            at += width;
            int next = at >= bytes.Length ? -1 : inText ? bytes[at..].IndexOfAny((byte)'"', (byte)'\\') : bytes[at..].IndexOfAny((byte)'"', (byte)'N', (byte)'I');
            at = next < 0 ? bytes.Length : at + next;
        }

        return changed ?? bytes;
    }

    private static XgboostValue Value(ref Utf8JsonReader reader, XgboostCount count)
    {
        count.Value();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Dictionary<string, XgboostValue> fields = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string field = reader.GetString()!;
                    reader.Read();
                    if (!fields.TryAdd(field, Value(ref reader, count)))
                    {
                        throw new JsonException($"the field '{ForeignText.Shown(field)}' stands there twice");
                    }
                }

                return new XgboostValue.Map(fields);
            case JsonTokenType.StartArray:
                return Items(ref reader, count);
            case JsonTokenType.Number:
                return new XgboostValue.Number(reader.GetDouble());
            case JsonTokenType.String:
                return new XgboostValue.Text(reader.GetString()!);
            case JsonTokenType.True:
                return new XgboostValue.Number(1);
            case JsonTokenType.False:
                return new XgboostValue.Number(0);
            default:
                return new XgboostValue.Nothing();
        }
    }

    private static XgboostValue Items(ref Utf8JsonReader reader, XgboostCount count)
    {
        List<double> numbers = [];
        List<XgboostValue>? items = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items is null && reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
            {
                count.Numbers(1);
                numbers.Add(reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : reader.TokenType == JsonTokenType.True ? 1 : 0);
                continue;
            }

            items ??= XgboostValue.Boxed(numbers, count);
            items.Add(Value(ref reader, count));
        }

        return items is null ? new XgboostValue.Numbers([.. numbers]) : new XgboostValue.List(items);
    }

    private static void Write(Utf8JsonWriter writer, XgboostValue value)
    {
        switch (value)
        {
            case XgboostValue.Map map:
                writer.WriteStartObject();
                foreach ((string field, XgboostValue item) in map.Fields)
                {
                    writer.WritePropertyName(field);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            case XgboostValue.List list:
                writer.WriteStartArray();
                foreach (XgboostValue item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case XgboostValue.Singles singles:
                writer.WriteStartArray();
                foreach (float item in singles.Items)
                {
                    writer.WriteRawValue(Text(item), skipInputValidation: true);
                }

                writer.WriteEndArray();
                break;
            case XgboostValue.Integers integers:
                WriteIntegers(writer, integers.Items.Select(item => (long)item));
                break;
            case XgboostValue.Longs longs:
                WriteIntegers(writer, longs.Items);
                break;
            case XgboostValue.Bytes bytes:
                WriteIntegers(writer, bytes.Items.Select(item => (long)item));
                break;
            case XgboostValue.Number number:
                writer.WriteNumberValue((long)number.Value);
                break;
            case XgboostValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} is not written.");
        }
    }

    private static void WriteIntegers(Utf8JsonWriter writer, IEnumerable<long> items)
    {
        writer.WriteStartArray();
        foreach (long item in items)
        {
            writer.WriteNumberValue(item);
        }

        writer.WriteEndArray();
    }

    /// <summary>XGBoost refuses an integer where it expects a real number, so a real number always carries a point or an exponent.</summary>
    private static string Text(float item)
    {
        string text = item.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
