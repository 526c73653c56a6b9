using Microsoft.ML;
using Microsoft.ML.Data;

namespace Neuropil.ML;

/// <summary>Walks a table whose rows have columns added.</summary>
internal sealed class ExtendedCursor<TResult>(
    DataViewRowCursor input, DataViewSchema schema, AddedColumn<TResult>[] added, Lazy<TResult[]> results, HashSet<int> needed) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => schema;

    public override bool MoveNext() => input.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => needed.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = column.Index - input.Schema.Count;
        return index < 0
            ? input.GetGetter<TValue>(input.Schema[column.Index])
            : (ValueGetter<TValue>)added[index].Getter(() => results.Value[input.Position]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
