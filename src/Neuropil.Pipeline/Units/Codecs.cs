using System.Text;

namespace Neuropil.Pipeline;

/// <summary>Codecs of what is no more than a file.</summary>
public static class Codecs
{
    /// <summary>UTF-8 text as it is, without a byte order mark.</summary>
    public static Codec<string> Text { get; } = new(
        static (stream, _) =>
        {
            using StreamReader reader = new(stream, leaveOpen: true);
            return reader.ReadToEnd();
        },
        static (stream, text) => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Bytes as they are: pictures.</summary>
    public static Codec<byte[]> Bytes { get; } = new(
        static (stream, _) =>
        {
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        },
        static (stream, bytes) => stream.Write(bytes));
}
