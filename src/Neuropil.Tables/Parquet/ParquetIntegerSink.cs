using System.Buffers.Binary;

namespace Neuropil.Tables;

/// <summary>Takes whole numbers, to the last digit.</summary>
internal sealed class ParquetIntegerSink(ParquetColumn column, int rowCount) : ParquetSink
{
    private readonly bool isUnsigned = column.Meaning == ParquetMeaning.Unsigned;
    private long[] numbers = new long[rowCount];
    private bool[]? absent;
    private int count;

    public override void Add(ReadOnlySpan<byte> value)
        => numbers[count++] = column.Type == ParquetType.Int64 ? BinaryPrimitives.ReadInt64LittleEndian(value)
            : isUnsigned ? BinaryPrimitives.ReadUInt32LittleEndian(value)
            : BinaryPrimitives.ReadInt32LittleEndian(value);

    public override void AddMissing()
    {
        absent ??= new bool[numbers.Length];
        absent[count++] = true;
    }

    public override TableColumn Finish(string name, MissingCodes missing)
    {
        LongColumn finished = new(name, numbers, absent, count, isUnsigned, missing);
        (numbers, absent, count) = (new long[numbers.Length], null, 0);
        return finished;
    }
}
