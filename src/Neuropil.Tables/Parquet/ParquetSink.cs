namespace Neuropil.Tables;

/// <summary>Takes a column's values, as they are stored.</summary>
internal abstract class ParquetSink
{
    public abstract void Add(ReadOnlySpan<byte> value);

    public abstract void AddMissing();

    /// <summary>The column; the sink starts anew.</summary>
    public abstract TableColumn Finish(string name, MissingCodes missing);

    /// <summary>The sink for a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rowCount">Rows that are to come at most.</param>
    public static ParquetSink For(ParquetColumn column, int rowCount)
        => (column.Type, column.Meaning) switch
        {
            (ParquetType.Double, _) or (ParquetType.Float, _) or (_, ParquetMeaning.Half) => new ParquetNumberSink(column, rowCount),
            (ParquetType.Int32 or ParquetType.Int64, ParquetMeaning.Plain or ParquetMeaning.Unsigned) => new ParquetIntegerSink(column, rowCount),
            _ => new ParquetTextSink(column),
        };
}
