using System.Buffers.Binary;
using System.IO.Compression;
using Neuropil.Numerics;

namespace Neuropil.Fuzz;

/// <summary>Alters a file: the same seed, target and number give the same bytes.</summary>
internal static class Mutator
{
    private const int MostChanges = 6;
    private static readonly int[] Counts = [0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, int.MinValue, 0x10000000];

    /// <summary>One altered file of a target.</summary>
    /// <param name="seeds">What may be altered.</param>
    /// <param name="target">Which reader it is for.</param>
    /// <param name="number">Which one.</param>
    /// <param name="from">The file that was altered.</param>
    /// <param name="isRepacked">Whether the change is inside a part of an archive whose checksum is right.</param>
    public static byte[] Altered(IReadOnlyList<byte[]> seeds, string target, int number, out byte[] from, out bool isRepacked)
    {
        KeyedRandom random = KeyedRandom.At(1, KeyedRandom.Purpose("fuzz " + target), (ulong)number);
        from = seeds[random.NextInt32(seeds.Count)];
        isRepacked = target == "xlsx" && random.NextInt32(2) == 1 && IsArchive(from);
        return isRepacked ? Repacked(from, ref random) : Changed(from, ref random, target == "parquet" && random.NextInt32(2) == 1);
    }

    private static bool IsArchive(byte[] file)
    {
        try
        {
            using ZipArchive archive = new(new MemoryStream(file));
            return archive.Entries.All(entry => entry.Length > 0);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Repacked(byte[] file, ref KeyedRandom random)
    {
        using ZipArchive archive = new(new MemoryStream(file));
        int changed = random.NextInt32(archive.Entries.Count);
        using MemoryStream packed = new();
        using (ZipArchive target = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int index = 0; index < archive.Entries.Count; index++)
            {
                ZipArchiveEntry entry = archive.Entries[index];
                using MemoryStream part = new();
                using (Stream content = OpenOrNothing(entry))
                {
                    content.CopyTo(part);
                }

                byte[] bytes = index == changed ? Changed(part.ToArray(), ref random, atEnd: false) : part.ToArray();
                using Stream written = target.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                written.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    private static Stream OpenOrNothing(ZipArchiveEntry entry)
    {
        try
        {
            using Stream content = entry.Open();
            MemoryStream whole = new();
            content.CopyTo(whole);
            whole.Position = 0;
            return whole;
        }
        catch (InvalidDataException)
        {
            return new MemoryStream();
        }
    }

    private static byte[] Changed(byte[] file, ref KeyedRandom random, bool atEnd)
    {
        byte[] bytes = [.. file];
        int changes = 1 + random.NextInt32(MostChanges);
        for (int change = 0; change < changes && bytes.Length > 8; change++)
        {
            int near = Math.Min(bytes.Length, 1024);
            int place = atEnd ? bytes.Length - 1 - random.NextInt32(near) : random.NextInt32(bytes.Length);
            switch (random.NextInt32(8))
            {
                case 0 or 1:
                    bytes[place] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case 2:
                    bytes[place] = (byte)random.NextInt32(256);
                    break;
                case 3:
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Math.Min(place, bytes.Length - 4)), Counts[random.NextInt32(Counts.Length)]);
                    break;
                case 4 when change == 0:
                    bytes = bytes[..place];
                    break;
                case 5:
                    int length = Math.Min(1 + random.NextInt32(64), bytes.Length - place);
                    bytes = [.. bytes[..place], .. bytes[(place + length)..]];
                    break;
                case 6:
                    int copied = Math.Min(1 + random.NextInt32(256), bytes.Length - place);
                    bytes = [.. bytes[..place], .. bytes.AsSpan(place, copied), .. bytes[place..]];
                    break;
                default:
                    int other = random.NextInt32(bytes.Length);
                    int moved = Math.Min(1 + random.NextInt32(32), bytes.Length - Math.Max(place, other));
                    bytes.AsSpan(other, moved).ToArray().CopyTo(bytes.AsSpan(place));
                    break;
            }
        }

        return bytes;
    }
}
