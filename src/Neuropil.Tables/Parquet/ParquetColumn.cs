namespace Neuropil.Tables;

/// <summary>A flat column of a Parquet file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Leaf">Its place among the leaves of the schema.</param>
/// <param name="Type">How values are stored.</param>
/// <param name="Meaning">What they mean.</param>
/// <param name="IsOptional">Whether values may be missing.</param>
/// <param name="Length">Bytes of a value of fixed length.</param>
/// <param name="Scale">Decimals of a decimal number.</param>
internal sealed record ParquetColumn(string Name, int Leaf, ParquetType Type, ParquetMeaning Meaning, bool IsOptional, int Length, int Scale)
{
    /// <summary>Bytes of a stored value; 0 where they differ.</summary>
    public int Width
        => Type switch
        {
            ParquetType.Boolean => 1,
            ParquetType.Int32 or ParquetType.Float => 4,
            ParquetType.Int64 or ParquetType.Double => 8,
            ParquetType.Int96 => 12,
            ParquetType.FixedLengthByteArray => Length,
            _ => 0,
        };
}
