using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Neuropil.Report;

/// <summary>The study's columns as the page's scripts read them: JSON with base64 of little-endian arrays, every value exact, each once.</summary>
internal static class StudyJson
{
    /// <summary>Stands for a missing value among scaled integers.</summary>
    private const int Missing = int.MinValue;

    private static readonly int[] Scales = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    public static string Of(PageData data)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("palette");
            Texts(json, "light", ClassPalette.Light);
            Texts(json, "dark", ClassPalette.Dark);
            json.WriteEndObject();
            Synapses(json, data);
            json.WriteStartArray("groups");
            for (int group = 0; group < data.Groups.Count; group++)
            {
                Group(json, data.Groups[group], ClassPalette.OffsetOf(group), data.Synapses.RowCount);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Synapses(Utf8JsonWriter json, PageData data)
    {
        PageTable all = data.Synapses.Above(data.New);
        json.WriteStartObject("synapses");
        json.WriteNumber("count", all.RowCount);
        json.WriteNumber("historical", data.Synapses.RowCount);
        json.WriteStartArray("columns");
        foreach (PageColumn column in all.Columns)
        {
            Column(json, column);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Group(Utf8JsonWriter json, PageGroup group, int offset, int historicalCount)
    {
        json.WriteStartObject();
        json.WriteString("name", group.Name);
        json.WriteString("title", group.Title);
        json.WriteNumber("offset", offset);
        json.WriteStartObject("rows");
        int[] rows = [.. group.Rows, .. group.NewRows.Select(row => row + historicalCount)];
        Integers(json, rows);
        json.WriteEndObject();
        json.WriteStartArray("columns");
        foreach (PageColumn column in group.Synapses.Above(group.New).Columns)
        {
            Column(json, column);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Column(Utf8JsonWriter json, PageColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("role", column.Role.ToString().ToLowerInvariant());
        if (column.Unit.Length > 0)
        {
            json.WriteString("unit", column.Unit);
        }

        if (column.TextValues is IReadOnlyList<string> texts)
        {
            Texts(json, column.Role, texts);
        }
        else
        {
            json.WriteString("kind", "number");
            Numbers(json, column.NumberValues!);
        }

        json.WriteEndObject();
    }

    /// <summary>Few different texts are classes, by their order of first appearance sorted; many stand as they are.</summary>
    private static void Texts(Utf8JsonWriter json, ColumnRole role, IReadOnlyList<string> texts)
    {
        string[] levels = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        bool keys = role == ColumnRole.Key && levels.Length > texts.Count / 4;
        if (keys || levels.Length > ushort.MaxValue || (levels.Length > 64 && levels.Length > texts.Count / 2))
        {
            json.WriteString("kind", "text");
            Texts(json, "texts", texts);
            return;
        }

        Dictionary<string, int> codes = new(StringComparer.Ordinal);
        foreach (string level in levels)
        {
            codes.Add(level, codes.Count);
        }

        json.WriteString("kind", "class");
        Texts(json, "levels", levels);
        Integers(json, [.. texts.Select(text => codes[text])]);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>The shortest form that gives every value back exactly: decimals of few digits, single precision, or double.</summary>
    private static void Numbers(Utf8JsonWriter json, IReadOnlyList<double> values)
    {
        if (ScaleOf(values) is int scale)
        {
            byte[] bytes = new byte[4 * values.Count];
            for (int row = 0; row < values.Count; row++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * row), double.IsNaN(values[row]) ? Missing : (int)Math.Round(values[row] * scale));
            }

            json.WriteNumber("scale", scale);
            Bytes(json, "i32", bytes);
        }
        else if (values.All(value => double.IsNaN(value) || (float)value == value))
        {
            byte[] bytes = new byte[4 * values.Count];
            for (int row = 0; row < values.Count; row++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * row), (float)values[row]);
            }

            Bytes(json, "f32", bytes);
        }
        else
        {
            byte[] bytes = new byte[8 * values.Count];
            for (int row = 0; row < values.Count; row++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * row), values[row]);
            }

            Bytes(json, "f64", bytes);
        }
    }

    /// <summary>A quotient of two whole numbers is rounded once, so it is the double that the decimal text means.</summary>
    private static int? ScaleOf(IReadOnlyList<double> values)
    {
        foreach (int scale in Scales)
        {
            bool exact = true;
            for (int row = 0; row < values.Count && exact; row++)
            {
                double scaled = Math.Round(values[row] * scale);
                exact = double.IsNaN(values[row]) || (Math.Abs(scaled) < int.MaxValue && scaled / scale == values[row] && !(values[row] == 0 && double.IsNegative(values[row])));
            }

            if (exact)
            {
                return scale;
            }
        }

        return null;
    }

    private static void Integers(Utf8JsonWriter json, IReadOnlyList<int> values)
    {
        int most = values.Count == 0 ? 0 : values.Max();
        int width = most <= byte.MaxValue ? 1 : most <= ushort.MaxValue ? 2 : 4;
        byte[] bytes = new byte[width * values.Count];
        for (int row = 0; row < values.Count; row++)
        {
            for (int part = 0; part < width; part++)
            {
                bytes[(width * row) + part] = (byte)(values[row] >> (8 * part));
            }
        }

        Bytes(json, width == 1 ? "u8" : width == 2 ? "u16" : "u32", bytes);
    }

    private static void Bytes(Utf8JsonWriter json, string type, byte[] bytes)
    {
        json.WriteString("type", type);
        json.WriteBase64String("data", bytes);
    }
}
