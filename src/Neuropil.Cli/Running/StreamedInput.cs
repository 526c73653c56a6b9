using System.Globalization;

namespace Neuropil.Cli;

/// <summary>
/// Tables that can be read only once, as standard input and pipes, kept as files while they are read: readers look at a table several times.
/// </summary>
internal static class StreamedInput
{
    private static readonly List<(string Copy, string Name)> Copies = [];

    /// <summary>A file with all that the place gives; it goes away with <see cref="Remove"/>.</summary>
    /// <param name="place">What is read to its end.</param>
    /// <param name="name">What messages call it.</param>
    public static string Keep(FilePlace place, string name)
    {
        string copy = Path.Combine(Path.GetTempPath(), "neuropil-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        Copies.Add((copy, name));
        string extension;
        using (Stream source = place.OpenRead())
        using (FileStream target = new(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            byte[] head = new byte[8];
            int length = source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            extension = ExtensionOf(head.AsSpan(0, length), name);
            target.Write(head.AsSpan(0, length));
            source.CopyTo(target);
        }

        string named = copy + extension;
        File.Move(copy, named);
        Copies[^1] = (named, name);
        return named;
    }

    /// <summary>A message with the names that the user gave in place of the copies'.</summary>
    public static string InOwnWords(string message)
        => Copies.Aggregate(message, (told, copy) => told.Replace(copy.Copy, copy.Name, StringComparison.Ordinal));

    /// <summary>Removes the copies.</summary>
    public static void Remove()
    {
        foreach ((string copy, _) in Copies)
        {
            File.Delete(copy);
        }
    }

    private static string ExtensionOf(ReadOnlySpan<byte> head, string name)
        => head.StartsWith("PK\u0003\u0004"u8) ? ".xlsx"
            : head.StartsWith("PAR1"u8) ? ".parquet"
            : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? ".xls"
            : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? ".csv.gz"
            : name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? ".tsv" : ".csv";
}
