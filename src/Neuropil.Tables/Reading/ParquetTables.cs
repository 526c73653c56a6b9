using Parquet;
using Parquet.Schema;

namespace Neuropil.Tables;

/// <summary>Writes whole tables as Parquet; the same table gives the same bytes.</summary>
internal static class ParquetTables
{
    private const int RowsPerGroup = 1 << 20;

    public static void Write(Table table, Stream stream) => WriteAsync(table, stream).GetAwaiter().GetResult();

    private static async Task WriteAsync(Table table, Stream stream)
    {
        DataField[] fields = [.. table.Columns.Select(Field)];
        ParquetOptions options = new() { CompressionMethod = CompressionMethod.Snappy };
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, options).ConfigureAwait(false);
        int start = 0;
        do
        {
            int end = Math.Min(table.RowCount, start + RowsPerGroup);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int column = 0; column < fields.Length; column++)
            {
                await WriteColumn(group, fields[column], table.Columns[column], start, end).ConfigureAwait(false);
            }

            group.CompleteValidate();
            start = end;
        }
        while (start < table.RowCount);
    }

    private static DataField Field(TableColumn column)
        => column switch
        {
            TableColumn.NumberColumn => new DataField<double>(column.Name, false),
            TableColumn.IntegerColumn => new DataField<int>(column.Name, false),
            _ => new DataField(column.Name, typeof(string), false),
        };

    private static Task WriteColumn(ParquetRowGroupWriter group, DataField field, TableColumn column, int start, int end)
        => column switch
        {
            TableColumn.NumberColumn numbers => group.WriteAsync<double>(field, Part(start, end, row => numbers.Values[row])),
            TableColumn.IntegerColumn integers => group.WriteAsync<int>(field, Part(start, end, row => integers.Values[row])),
            _ => group.WriteAsync(field, Part(start, end, column.Text)),
        };

    private static T[] Part<T>(int start, int end, Func<int, T> value)
    {
        T[] part = new T[end - start];
        for (int row = start; row < end; row++)
        {
            part[row - start] = value(row);
        }

        return part;
    }
}
