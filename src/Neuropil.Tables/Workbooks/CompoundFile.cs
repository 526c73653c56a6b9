using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>A compound file ([MS-CFB]): a little file system of sectors, of which one stream is taken. Chains of sectors may not loop or leave the file.</summary>
internal sealed class CompoundFile
{
    private const int HeaderBytes = 512;
    private const uint LastSector = 0xFFFFFFFA;
    private const uint EndOfChain = 0xFFFFFFFE;
    private readonly byte[] bytes;
    private readonly int sectorSize;
    private readonly uint[] next;

    private CompoundFile(byte[] bytes)
    {
        this.bytes = bytes;
        Expect(bytes.Length >= HeaderBytes, "it is shorter than a header");
        int shift = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(30));
        Expect(shift is 9 or 12, "its sectors have a size that no compound file has");
        sectorSize = 1 << shift;
        next = ReadTable();
    }

    /// <summary>The content of the first stream of one of these names; null where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static byte[]? Stream(byte[] bytes, params ReadOnlySpan<string> names)
    {
        CompoundFile file = new(bytes);
        byte[] directory = file.Chain(file.Number(48), long.MaxValue, "directory");
        byte[]? mini = null;
        foreach (string name in names)
        {
            for (int entry = 0; entry + 128 <= directory.Length; entry += 128)
            {
                ReadOnlySpan<byte> fields = directory.AsSpan(entry, 128);
                int length = BinaryPrimitives.ReadUInt16LittleEndian(fields[64..]);
                if (fields[66] != 2 || length is < 2 or > 64 || Encoding.Unicode.GetString(fields[..(length - 2)]) != name)
                {
                    continue;
                }

                uint start = BinaryPrimitives.ReadUInt32LittleEndian(fields[116..]);
                long size = BinaryPrimitives.ReadUInt32LittleEndian(fields[120..]);
                Expect(size <= bytes.Length, string.Create(CultureInfo.InvariantCulture, $"its stream {name} is said to have {size} bytes, of {bytes.Length} of the file"));
                if (size >= file.Number(56))
                {
                    byte[] content = file.Chain(start, size, name);
                    Expect(content.Length >= size, $"its stream {name} is cut off");
                    return content[..(int)size];
                }

                mini ??= file.Chain(BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(116)), long.MaxValue, "short streams");
                return file.Short(mini, start, (int)size, name);
            }
        }

        return null;
    }

    private uint Number(int place) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(place));

    private uint[] ReadTable()
    {
        int sectors = (bytes.Length - HeaderBytes + sectorSize - 1) / sectorSize;
        List<uint> tables = [];
        for (int index = 0; index < 109; index++)
        {
            tables.Add(Number(76 + (4 * index)));
        }

        uint more = Number(68);
        for (int count = 0; more < LastSector; count++)
        {
            Expect(count <= sectors, "its table of sectors loops");
            ReadOnlySpan<byte> sector = Sector(more);
            Expect(sector.Length == sectorSize, "its table of sectors is cut off");
            for (int index = 0; index < (sectorSize / 4) - 1; index++)
            {
                tables.Add(BinaryPrimitives.ReadUInt32LittleEndian(sector[(4 * index)..]));
            }

            more = BinaryPrimitives.ReadUInt32LittleEndian(sector[^4..]);
        }

        uint[] table = new uint[sectors];
        Array.Fill(table, EndOfChain);
        int next = 0;
        foreach (uint place in tables)
        {
            if (place >= LastSector)
            {
                continue;
            }

            ReadOnlySpan<byte> sector = Sector(place);
            for (int index = 0; index + 4 <= sector.Length && next < sectors; index += 4)
            {
                table[next++] = BinaryPrimitives.ReadUInt32LittleEndian(sector[index..]);
            }
        }

        return table;
    }

    private ReadOnlySpan<byte> Sector(uint sector)
    {
        long start = ((long)sector + 1) * sectorSize;
        Expect(start < bytes.Length, string.Create(CultureInfo.InvariantCulture, $"sector {sector} is outside the file"));
        return bytes.AsSpan((int)start, (int)Math.Min(sectorSize, bytes.Length - start));
    }

    private byte[] Chain(uint sector, long size, string name)
    {
        using MemoryStream content = new();
        for (int count = 0; sector < LastSector && content.Length < size; count++)
        {
            Expect(count < next.Length && sector < next.Length, $"the sectors of its {name} loop or leave the file");
            content.Write(Sector(sector));
            sector = next[sector];
        }

        return content.ToArray();
    }

    private byte[] Short(byte[] mini, uint sector, int size, string name)
    {
        byte[] table = Chain(Number(60), long.MaxValue, "table of short sectors");
        byte[] content = new byte[size];
        int done = 0;
        for (int count = 0; done < size; count++)
        {
            Expect(count <= size / 64 && ((long)sector * 64) + 1 <= mini.Length && ((long)sector * 4) + 4 <= table.Length, $"its stream {name} is cut off");
            int here = Math.Min(Math.Min(64, size - done), mini.Length - (int)(sector * 64));
            mini.AsSpan((int)(sector * 64), here).CopyTo(content.AsSpan(done));
            done += here;
            sector = BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan((int)(sector * 4)));
        }

        return content;
    }

    private static void Expect(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException(fault);
        }
    }
}
