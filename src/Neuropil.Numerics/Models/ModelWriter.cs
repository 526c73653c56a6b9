using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Neuropil.Numerics.Models;

/// <summary>
/// Writes a model as JSON with the fields <c>format</c>, <c>version</c> and <c>writtenBy</c> first and a checksum last. Arrays of more than
/// <see cref="LongestPlainArray"/> numbers are written as base64 of their little-endian bytes. The same model gives the same bytes.
/// </summary>
public sealed class ModelWriter
{
    /// <summary>Longer arrays are written as base64.</summary>
    public const int LongestPlainArray = 16;

    internal const int ChunkBytes = 3 << 20;
    private readonly Utf8JsonWriter json;

    private ModelWriter(Utf8JsonWriter json) => this.json = json;

    /// <summary>What stands in <c>writtenBy</c>: the product and its version.</summary>
    public static string WrittenBy { get; } =
        "Neuropil " + typeof(ModelWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>Writes one model.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="format">The format's name, as <c>neuropil-umap</c>.</param>
    /// <param name="version">The format's version, from 1.</param>
    /// <param name="body">Writes the fields.</param>
    public static void Write(Stream stream, string format, int version, Action<ModelWriter> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        using ChecksumStream checkedStream = new(stream);
        using Utf8JsonWriter json = new(checkedStream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("format", format);
        json.WriteNumber("version", version);
        json.WriteString("writtenBy", WrittenBy);
        json.WriteString(ModelChecksum.Announcement, ModelChecksum.AnnouncementText);
        body(new ModelWriter(json));
        json.Flush();
        json.WriteString(ModelChecksum.Field, checkedStream.Checksum());
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>A number; infinities and NaN as text.</summary>
    public void Number(string name, double value)
    {
        json.WritePropertyName(name);
        PlainNumber(value);
    }

    /// <summary>An integer.</summary>
    public void Integer(string name, long value) => json.WriteNumber(name, value);

    /// <summary>An integer, or null.</summary>
    public void Integer(string name, long? value)
    {
        if (value is long number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A text.</summary>
    public void Text(string name, string value) => json.WriteString(name, value);

    /// <summary>True or false.</summary>
    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    /// <summary>Texts, in order.</summary>
    public void Texts(string name, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Numbers of 64 bits.</summary>
    public void Doubles(string name, ReadOnlySpan<double> values)
    {
        if (values.Length > LongestPlainArray)
        {
            Encoded(name, "float64", MemoryMarshal.AsBytes(values), sizeof(double));
            return;
        }

        json.WriteStartArray(name);
        foreach (double value in values)
        {
            PlainNumber(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Numbers of 32 bits.</summary>
    public void Singles(string name, ReadOnlySpan<float> values)
    {
        if (values.Length > LongestPlainArray)
        {
            Encoded(name, "float32", MemoryMarshal.AsBytes(values), sizeof(float));
            return;
        }

        json.WriteStartArray(name);
        foreach (float value in values)
        {
            PlainNumber(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Integers of 32 bits.</summary>
    public void Integers(string name, ReadOnlySpan<int> values)
    {
        if (values.Length > LongestPlainArray)
        {
            Encoded(name, "int32", MemoryMarshal.AsBytes(values), sizeof(int));
            return;
        }

        json.WriteStartArray(name);
        foreach (int value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A matrix: its shape and its numbers.</summary>
    public void Matrix(string name, Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Nested(name, writer =>
        {
            writer.Integer("rows", matrix.RowCount);
            writer.Integer("columns", matrix.ColumnCount);
            writer.Doubles("values", matrix.Values);
        });
    }

    /// <summary>A group of fields.</summary>
    public void Nested(string name, Action<ModelWriter> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        json.WriteStartObject(name);
        body(this);
        json.WriteEndObject();
    }

    /// <summary>A list of groups of fields.</summary>
    public void List<T>(string name, IEnumerable<T> items, Action<ModelWriter, T> body)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            body(this, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void PlainNumber(double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private void Encoded(string name, string type, ReadOnlySpan<byte> bytes, int size)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteNumber("length", bytes.Length / size);
        json.WriteStartArray("base64");
        byte[]? swapped = BitConverter.IsLittleEndian ? null : new byte[ChunkBytes];
        for (int start = 0; start < bytes.Length; start += ChunkBytes)
        {
            ReadOnlySpan<byte> chunk = bytes.Slice(start, Math.Min(ChunkBytes, bytes.Length - start));
            json.WriteBase64StringValue(swapped is null ? chunk : SwapInto(swapped, chunk, size));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> SwapInto(byte[] target, ReadOnlySpan<byte> chunk, int size)
    {
        Span<byte> copy = target.AsSpan(0, chunk.Length);
        if (size == sizeof(double))
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(chunk), MemoryMarshal.Cast<byte, ulong>(copy));
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(chunk), MemoryMarshal.Cast<byte, uint>(copy));
        }

        return copy;
    }
}
