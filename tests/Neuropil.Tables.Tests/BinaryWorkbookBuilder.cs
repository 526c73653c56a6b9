using System.Globalization;
using System.Text;

namespace Neuropil.Tables.Tests;

/// <summary>Writes the smallest old workbook: one sheet of BIFF8 records ([MS-XLS]) in a compound file ([MS-CFB]) of one stream.</summary>
internal static class BinaryWorkbookBuilder
{
    private const int Sector = 512;
    private const int ShortestStream = 4096;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    public static byte[] Save(string sheet, params object?[][] rows)
    {
        byte[] globals = Globals(sheet, 0);
        byte[] stream = [.. Globals(sheet, globals.Length), .. Sheet(rows)];
        Array.Resize(ref stream, Math.Max(ShortestStream, (stream.Length + Sector - 1) / Sector * Sector));
        return [.. Header(), .. AllocationTable(stream.Length / Sector), .. Directory(stream.Length), .. stream];
    }

    private static byte[] Globals(string sheet, int offset)
    {
        byte[] name = Encoding.Latin1.GetBytes(sheet);
        return [.. Beginning(5), .. Record(0x85, [.. Bytes(offset, (short)0), (byte)name.Length, 0, .. name]), .. Record(0x0A, [])];
    }

    private static byte[] Sheet(object?[][] rows)
    {
        List<byte> records = [.. Beginning(0x10), .. Record(0x200, Bytes(0, rows.Length, (short)0, (short)rows[0].Length, (short)0))];
        for (short row = 0; row < rows.Length; row++)
        {
            for (short column = 0; column < rows[row].Length; column++)
            {
                byte[] place = Bytes(row, column, (short)0);
                records.AddRange(rows[row][column] switch
                {
                    null => [],
                    string text => Record(0x204, [.. place, .. Bytes((short)text.Length), 0, .. Encoding.Latin1.GetBytes(text)]),
                    WorkbookBuilder.Error => Record(0x205, [.. place, 42, 1]),
                    object number => Record(0x203, [.. place, .. BitConverter.GetBytes(Convert.ToDouble(number, CultureInfo.InvariantCulture))]),
                });
            }
        }

        return [.. records, .. Record(0x0A, [])];
    }

    private static byte[] Beginning(short kind) => Record(0x809, Bytes((short)0x600, kind, (short)0x0DBB, (short)0x07CC, 0, 6));

    private static byte[] Record(short type, byte[] data) => [.. Bytes(type, (short)data.Length), .. data];

    private static byte[] Header()
    {
        byte[] header =
        [
            0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[16],
            .. Bytes((short)0x3E, (short)3, unchecked((short)0xFFFE), (short)9, (short)6), .. new byte[6],
            .. Bytes(0, 1, 1, 0, ShortestStream, EndOfChain, 0, EndOfChain, 0, 0),
        ];
        int used = header.Length;
        Array.Resize(ref header, Sector);
        header.AsSpan(used).Fill(0xFF);
        return header;
    }

    private static byte[] AllocationTable(int sectors)
    {
        uint[] next = new uint[Sector / 4];
        Array.Fill(next, Free);
        next[0] = 0xFFFFFFFD;
        next[1] = EndOfChain;
        for (int sector = 0; sector < sectors; sector++)
        {
            next[2 + sector] = sector == sectors - 1 ? EndOfChain : (uint)(sector + 3);
        }

        return [.. next.SelectMany(BitConverter.GetBytes)];
    }

    private static byte[] Directory(int length)
        => [.. Entry("Root Entry", 5, 1, EndOfChain, 0), .. Entry("Workbook", 2, Free, 2, length), .. Entry(string.Empty, 0, Free, 0, 0), .. Entry(string.Empty, 0, Free, 0, 0)];

    private static byte[] Entry(string name, byte type, uint child, uint start, int length)
    {
        byte[] padded = new byte[64];
        int used = Encoding.Unicode.GetBytes(name, padded);
        return [.. padded, .. Bytes((short)(used == 0 ? 0 : used + 2)), type, 1, .. Bytes(Free, Free, child), .. new byte[36], .. Bytes(start, length, 0)];
    }

    private static byte[] Bytes(params object[] values)
        => [.. values.SelectMany(value => value switch
        {
            short number => BitConverter.GetBytes(number),
            int number => BitConverter.GetBytes(number),
            uint number => BitConverter.GetBytes(number),
            _ => throw new ArgumentException("expected a short, an int or a uint"),
        })];
}
