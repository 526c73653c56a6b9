using Microsoft.ML;

namespace Neuropil.ML;

/// <summary>A table with columns added; rows come in the order of the table.</summary>
internal sealed class ExtendedView<TResult>(IDataView input, DataViewSchema schema, AddedColumn<TResult>[] added, Lazy<TResult[]> results) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        HashSet<int> needed = [.. columnsNeeded.Select(column => column.Index)];
        DataViewRowCursor cursor = input.GetRowCursor(input.Schema.Where(column => needed.Contains(column.Index)));
        return new ExtendedCursor<TResult>(cursor, schema, added, results, needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
