using System.Buffers.Binary;

namespace Neuropil.Tables;

/// <summary>Takes floating-point values; missing ones are NaN.</summary>
internal sealed class ParquetNumberSink(ParquetColumn column, int rowCount) : ParquetSink
{
    private double[] numbers = new double[rowCount];
    private int count;

    public override void Add(ReadOnlySpan<byte> value)
        => numbers[count++] = column.Type switch
        {
            ParquetType.Double => BinaryPrimitives.ReadDoubleLittleEndian(value),
            ParquetType.Float => BinaryPrimitives.ReadSingleLittleEndian(value),
            _ => (double)BinaryPrimitives.ReadHalfLittleEndian(value),
        };

    public override void AddMissing() => numbers[count++] = double.NaN;

    public override TableColumn Finish(string name, MissingCodes missing)
    {
        TableColumn.NumberColumn finished = new(name, count == numbers.Length ? numbers : numbers[..count], missing);
        (numbers, count) = (new double[numbers.Length], 0);
        return finished;
    }
}
