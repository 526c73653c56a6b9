using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Neuropil.Tables;

/// <summary>Gathers a column's values for a row group.</summary>
internal abstract class ParquetBuffer
{
    public abstract DataField Field { get; }

    public abstract void Add(TableColumn column, int start, int end);

    /// <summary>Writes what was gathered; the buffer starts anew.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group);

    public static ParquetBuffer For(TableColumn column)
        => column.Stored switch
        {
            StoredKind.Number => new Values<double>(new DataField<double>(column.Name, false), (cells, row) => cells.TryNumber(row, out double number) ? number : double.NaN),
            StoredKind.Integer => new Values<int>(new DataField<int>(column.Name, false), (cells, row) => cells.Kind(row) == CellKind.Number && cells.TryNumber(row, out double number) ? (int)number : throw new InvalidOperationException($"Column '{column.Name}' has a blank cell among integers.")),
            StoredKind.Long => new Nullables<long>(new DataField<long>(column.Name, true), text => long.Parse(text, CultureInfo.InvariantCulture)),
            StoredKind.Unsigned => new Nullables<ulong>(new DataField<ulong>(column.Name, true), text => ulong.Parse(text, CultureInfo.InvariantCulture)),
            _ => new Texts(new DataField(column.Name, typeof(string), false)),
        };

    private sealed class Texts(DataField schema) : ParquetBuffer
    {
        private readonly List<string> values = [];

        public override DataField Field => schema;

        public override void Add(TableColumn column, int start, int end)
        {
            for (int row = start; row < end; row++)
            {
                values.Add(column.Text(row));
            }
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(schema, values.ToArray()).ConfigureAwait(false);
            values.Clear();
        }
    }

    private sealed class Values<T>(DataField schema, Func<TableColumn, int, T> value) : ParquetBuffer
        where T : struct
    {
        private readonly List<T> values = [];

        public override DataField Field => schema;

        public override void Add(TableColumn column, int start, int end)
        {
            for (int row = start; row < end; row++)
            {
                values.Add(value(column, row));
            }
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<T>(schema, values.ToArray()).ConfigureAwait(false);
            values.Clear();
        }
    }

    private sealed class Nullables<T>(DataField schema, Func<string, T> parse) : ParquetBuffer
        where T : struct
    {
        private readonly List<T?> values = [];

        public override DataField Field => schema;

        public override void Add(TableColumn column, int start, int end)
        {
            for (int row = start; row < end; row++)
            {
                values.Add(column.Kind(row) == CellKind.Blank ? null : parse(column.Text(row)));
            }
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<T>(schema, (ReadOnlyMemory<T?>)values.ToArray()).ConfigureAwait(false);
            values.Clear();
        }
    }
}
