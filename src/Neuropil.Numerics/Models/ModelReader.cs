using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Neuropil.Numerics.Models;

/// <summary>
/// Reads what <see cref="ModelWriter"/> wrote. Every field is checked where it is read; nothing in a file is executed. Errors are
/// <see cref="ModelFormatException"/>s that name the file, the field, what came and what was expected.
/// </summary>
public sealed class ModelReader
{
    private readonly JsonElement element;
    private readonly string place;

    private ModelReader(JsonElement element, string place, int version, string writtenBy)
    {
        this.element = element;
        this.place = place;
        Version = version;
        WrittenBy = writtenBy;
    }

    /// <summary>The version of the format the file is in.</summary>
    public int Version { get; }

    /// <summary>The product and version that wrote the file.</summary>
    public string WrittenBy { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="format">The format it must be in.</param>
    /// <param name="newestVersion">The newest version of that format this program knows.</param>
    /// <param name="name">What to call the file in errors.</param>
    public static ModelReader Read(Stream stream, string format, int newestVersion, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        name = ForeignText.Escaped(name ?? (stream is FileStream file ? file.Name : "model"));
        ReadOnlyMemory<byte> json = Bytes(stream, name);
        JsonElement root;
        try
        {
            RequireIntact(json.Span, name);
            RequireReadable(json.Span, name);

            // Not disposed: the elements that the readers hold live in it.
            root = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = ModelLimits.Depth, AllowDuplicateProperties = false }).RootElement;
        }
        catch (JsonException exception)
        {
            throw new ModelFormatException($"{name}: not a model file, or a truncated one: {ForeignText.Shown(exception.Message)}", exception);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new ModelFormatException($"{name}: not a model file: expected a JSON object, found {root.ValueKind}.");
        }

        ModelReader unknown = new(root, name, 0, "an unknown program");
        string found = ForeignText.Shown(unknown.Text("format"));
        string writtenBy = unknown.Has("writtenBy") ? ForeignText.Shown(unknown.Text("writtenBy")) : unknown.WrittenBy;
        if (found != format)
        {
            throw new ModelFormatException($"{name}: the file holds a '{found}', written by {writtenBy}; expected a '{format}'.");
        }

        int version = unknown.Integer("version");
        if (version < 1 || version > newestVersion)
        {
            throw new ModelFormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: written by {writtenBy} in version {version} of '{format}'; this program reads versions 1 to {newestVersion}. Update Neuropil or fit the model again."));
        }

        return new ModelReader(root, name, version, writtenBy);
    }

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null;

    /// <summary>A number; may be infinite or NaN where the writer wrote that.</summary>
    public double Number(string name) => PlainNumber(Field(name), name);

    /// <summary>An integer within bounds.</summary>
    public int Integer(string name, int least = int.MinValue, int most = int.MaxValue)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out int value) && value >= least && value <= most
            ? value
            : throw Wrong(name, field, string.Create(CultureInfo.InvariantCulture, $"an integer from {least} to {most}"));
    }

    /// <summary>An integer of 64 bits.</summary>
    public long LongInteger(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out long value) ? value : throw Wrong(name, field, "an integer");
    }

    /// <summary>A text.</summary>
    public string Text(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.String ? field.GetString()! : throw Wrong(name, field, "a text");
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean() : throw Wrong(name, field, "true or false");
    }

    /// <summary>One of an enumeration's names.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum
        => Enum.TryParse(Text(name), ignoreCase: false, out T value) && Enum.IsDefined(value)
            ? value
            : throw Wrong(name, Field(name), "one of " + string.Join(", ", Enum.GetNames<T>()));

    /// <summary>Texts, in order.</summary>
    public string[] Texts(string name)
        => [.. Items(name).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, item, "a list of texts"))];

    /// <summary>Numbers of 64 bits; <paramref name="length"/>, where given, must be theirs.</summary>
    public double[] Doubles(string name, int? length = null)
    {
        double[] values = Field(name).ValueKind == JsonValueKind.Object
            ? Decoded<double>(name, "float64")
            : [.. Items(name).Select(item => PlainNumber(item, name))];
        return OfLength(name, values, length);
    }

    /// <summary>Numbers of 32 bits.</summary>
    public float[] Singles(string name, int? length = null)
    {
        float[] values = Field(name).ValueKind == JsonValueKind.Object
            ? Decoded<float>(name, "float32")
            : [.. Items(name).Select(item => (float)PlainNumber(item, name))];
        return OfLength(name, values, length);
    }

    /// <summary>Integers of 32 bits, each within bounds.</summary>
    public int[] Integers(string name, int? length = null, int least = int.MinValue, int most = int.MaxValue)
    {
        int[] values = Field(name).ValueKind == JsonValueKind.Object
            ? Decoded<int>(name, "int32")
            : [.. Items(name).Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int value)
                ? value
                : throw Wrong(name, item, "a list of integers"))];
        foreach (int value in values)
        {
            if (value < least || value > most)
            {
                throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"holds {value}; expected integers from {least} to {most}"));
            }
        }

        return OfLength(name, values, length);
    }

    /// <summary>A matrix; its shape, where given, must be as said.</summary>
    public Matrix Matrix(string name, int? rows = null, int? columns = null)
    {
        ModelReader matrix = Nested(name);
        int rowCount = matrix.Integer("rows", rows ?? 0, rows ?? int.MaxValue);
        int columnCount = matrix.Integer("columns", columns ?? 0, columns ?? int.MaxValue);
        long length = (long)rowCount * columnCount;
        return length <= Array.MaxLength
            ? new Matrix(rowCount, columnCount, matrix.Doubles("values", (int)length))
            : throw Bad(name, "is too large");
    }

    /// <summary>A group of fields.</summary>
    public ModelReader Nested(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Object
            ? new ModelReader(field, $"{place}, {name}", Version, WrittenBy)
            : throw Wrong(name, field, "a group of fields");
    }

    /// <summary>A list of groups of fields.</summary>
    public IReadOnlyList<ModelReader> List(string name)
        => [.. Items(name).Select((item, index) => item.ValueKind == JsonValueKind.Object
            ? new ModelReader(item, string.Create(CultureInfo.InvariantCulture, $"{place}, {name}[{index}]"), Version, WrittenBy)
            : throw Wrong(name, item, "a list of groups of fields"))];

    /// <summary>An error about a field, for checks that go beyond one field.</summary>
    public ModelFormatException Bad(string name, string what)
        => new($"{place}: '{name}' {what}. The file is damaged or was not written by Neuropil; fit the model again.");

    private static ReadOnlyMemory<byte> Bytes(Stream stream, string name)
    {
        using MemoryStream bytes = new();
        if (stream.CanSeek)
        {
            RequireSize(stream.Length - stream.Position, name);
            bytes.Capacity = (int)Math.Max(0, stream.Length - stream.Position);
        }

        byte[] block = new byte[1 << 16];
        while (stream.Read(block) is int count and > 0)
        {
            if (bytes.Length == 0 && block.AsSpan(0, count).TrimStart(" \t\r\n"u8) is [not (byte)'{', ..])
            {
                throw new ModelFormatException($"{name}: not a model file: expected a JSON object.");
            }

            RequireSize(bytes.Length + count, name);
            bytes.Write(block, 0, count);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static void RequireSize(long byteCount, string name)
    {
        if (byteCount > ModelLimits.FileBytes)
        {
            throw new ModelFormatException(
                string.Create(CultureInfo.InvariantCulture, $"{name}: not a model file: it has more than {ModelLimits.FileBytes} bytes."));
        }
    }

    private static void RequireIntact(ReadOnlySpan<byte> json, string name)
    {
        if (ModelChecksum.IsSealed(json) && !ModelChecksum.Holds(json))
        {
            throw new ModelFormatException(
                $"{name}: the file is damaged: its checksum is not that of what it holds. It was cut, changed by hand, or changed on its way (line ends converted, a faulty disk). Take it from a copy or fit the model again.");
        }
    }

    /// <summary>The parser takes bytes that are not UTF-8, and half characters, and throws where they are read: that is too late to say so well.</summary>
    private static void RequireReadable(ReadOnlySpan<byte> json, string name)
    {
        if (!Utf8.IsValid(json))
        {
            throw new ModelFormatException($"{name}: not a model file, or a damaged one: its text is not UTF-8.");
        }

        int tokens = 0;
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = ModelLimits.Depth });
        while (reader.Read())
        {
            if (++tokens > ModelLimits.Tokens)
            {
                throw new ModelFormatException(
                    string.Create(CultureInfo.InvariantCulture, $"{name}: not a model file: it holds more than {ModelLimits.Tokens} values."));
            }

            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
            {
                continue;
            }

            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException exception)
            {
                throw new ModelFormatException($"{name}: not a model file, or a damaged one: {exception.Message}", exception);
            }
        }
    }

    private JsonElement Field(string name)
        => element.TryGetProperty(name, out JsonElement field) ? field : throw Bad(name, "is missing");

    private JsonElement.ArrayEnumerator Items(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Array ? field.EnumerateArray() : throw Wrong(name, field, "a list");
    }

    private double PlainNumber(JsonElement field, string name)
        => field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out double value)
            ? value
            : field.ValueKind == JsonValueKind.String
                ? field.GetString() switch
                {
                    "NaN" => double.NaN,
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    _ => throw Wrong(name, field, "a number"),
                }
                : throw Wrong(name, field, "a number");

    private T[] Decoded<T>(string name, string type)
        where T : unmanaged
    {
        ModelReader encoded = Nested(name);
        string found = encoded.Text("type");
        if (found != type)
        {
            throw Bad(name, $"holds '{ForeignText.Shown(found)}'; expected '{type}'");
        }

        int length = encoded.Integer("length", 0);
        byte[][] chunks =
        [
            .. encoded.Items("base64").Select(chunk => chunk.ValueKind == JsonValueKind.String && chunk.TryGetBytesFromBase64(out byte[]? bytes)
                ? bytes
                : throw Wrong(name, chunk, "base64")),
        ];
        int size = Marshal.SizeOf<T>();
        if (chunks.Sum(chunk => (long)chunk.Length) != (long)length * size)
        {
            throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"does not hold the {length} numbers it says"));
        }

        T[] values = new T[length];
        Span<byte> target = MemoryMarshal.AsBytes(values.AsSpan());
        foreach (byte[] chunk in chunks)
        {
            chunk.CopyTo(target);
            target = target[chunk.Length..];
        }

        if (!BitConverter.IsLittleEndian)
        {
            Reverse(values);
        }

        return values;
    }

    private static void Reverse<T>(T[] values)
        where T : unmanaged
    {
        if (Marshal.SizeOf<T>() == sizeof(ulong))
        {
            Span<ulong> words = MemoryMarshal.Cast<T, ulong>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else
        {
            Span<uint> words = MemoryMarshal.Cast<T, uint>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private T[] OfLength<T>(string name, T[] values, int? length)
        => length is null || values.Length == length
            ? values
            : throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"has {values.Length} numbers; expected {length}"));

    private ModelFormatException Wrong(string name, JsonElement found, string expected)
    {
        string text = found.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? found.ValueKind.ToString() : found.GetRawText();
        return Bad(name, $"is {ForeignText.Shown(text)}; expected {expected}");
    }
}
