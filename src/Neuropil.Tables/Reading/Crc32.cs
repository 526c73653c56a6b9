namespace Neuropil.Tables;

/// <summary>The checksum of zip and gzip (ISO 3309), eight bytes at a time.</summary>
internal struct Crc32()
{
    private static readonly uint[][] Tables = MakeTables();
    private uint crc = uint.MaxValue;

    public readonly uint Value => ~crc;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint[][] tables = Tables;
        uint current = crc;
        while (bytes.Length >= 8)
        {
            uint low = current ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            current = tables[7][low & 0xFF] ^ tables[6][(low >> 8) & 0xFF] ^ tables[5][(low >> 16) & 0xFF] ^ tables[4][low >> 24]
                ^ tables[3][high & 0xFF] ^ tables[2][(high >> 8) & 0xFF] ^ tables[1][(high >> 16) & 0xFF] ^ tables[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            current = tables[0][(byte)(current ^ value)] ^ (current >> 8);
        }

        crc = current;
    }

    private static uint[][] MakeTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint index = 0; index < 256; index++)
        {
            uint value = index;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
            }

            tables[0][index] = value;
        }

        for (int table = 1; table < 8; table++)
        {
            for (int index = 0; index < 256; index++)
            {
                uint before = tables[table - 1][index];
                tables[table][index] = tables[0][before & 0xFF] ^ (before >> 8);
            }
        }

        return tables;
    }
}
