namespace Neuropil.Tables;

/// <summary>Where the values of a column stand in a row group.</summary>
/// <param name="Type">How values are stored.</param>
/// <param name="Codec">How pages are packed.</param>
/// <param name="ValueCount">Number of values, missing ones included.</param>
/// <param name="Start">Where the first page starts.</param>
/// <param name="Length">Bytes of all pages.</param>
internal readonly record struct ParquetChunk(ParquetType Type, int Codec, long ValueCount, long Start, long Length);
