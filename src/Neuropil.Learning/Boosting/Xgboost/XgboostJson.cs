using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>JSON to and from <see cref="XgboostValue"/>.</summary>
internal static class XgboostJson
{
    public static XgboostValue Read(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = XgboostValue.MaxDepth });
            reader.Read();
            XgboostValue value = Value(ref reader);
            return !reader.Read() ? value : throw new JsonException("more follows after the end of the model");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelFormatException($"{name}: not a JSON model of XGBoost, or a truncated one: {exception.Message}", exception);
        }
    }

    public static void Write(Stream stream, XgboostValue value)
    {
        // XGBoost 1.7 reads no \uXXXX: what is not ASCII stands as UTF-8.
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Write(writer, value);
    }

    private static XgboostValue Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Dictionary<string, XgboostValue> fields = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string field = reader.GetString()!;
                    reader.Read();
                    fields[field] = Value(ref reader);
                }

                return new XgboostValue.Map(fields);
            case JsonTokenType.StartArray:
                return Items(ref reader);
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

    private static XgboostValue Items(ref Utf8JsonReader reader)
    {
        List<double> numbers = [];
        List<XgboostValue>? items = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            XgboostValue value = Value(ref reader);
            if (items is null && value is XgboostValue.Number number)
            {
                numbers.Add(number.Value);
                continue;
            }

            items ??= [.. numbers.Select(item => new XgboostValue.Number(item))];
            items.Add(value);
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
