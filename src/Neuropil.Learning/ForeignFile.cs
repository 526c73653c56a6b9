using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>The bytes of a stream, as far as a limit.</summary>
internal static class ForeignFile
{
    /// <summary>All bytes of a stream.</summary>
    /// <exception cref="ModelFormatException">There are more than <paramref name="most"/>.</exception>
    public static ReadOnlyMemory<byte> Read(Stream stream, int most, string name)
    {
        using MemoryStream all = new();
        if (stream.CanSeek)
        {
            RequireSize(stream.Length - stream.Position, most, name);
            all.Capacity = (int)Math.Max(0, stream.Length - stream.Position);
        }

        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            RequireSize(all.Length + read, most, name);
            all.Write(buffer, 0, read);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }

    private static void RequireSize(long length, int most, string name)
    {
        if (length > most)
        {
            throw new ModelFormatException(
                string.Create(CultureInfo.InvariantCulture, $"{name}: holds more than {most} bytes; a model that large is not read."));
        }
    }
}
