namespace Neuropil.Tables;

/// <summary>How Parquet stores values.</summary>
internal enum ParquetType
{
    Boolean,
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    ByteArray,
    FixedLengthByteArray,
}
