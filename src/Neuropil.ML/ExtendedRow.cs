using Microsoft.ML;
using Microsoft.ML.Data;
using Neuropil.Numerics;

namespace Neuropil.ML;

/// <summary>A row with columns added; the model is asked once for each row that comes by.</summary>
internal sealed class ExtendedRow<TResult> : DataViewRow
{
    private readonly DataViewRow input;
    private readonly DataViewSchema schema;
    private readonly AddedColumn<TResult>[] added;
    private readonly Func<Matrix, TResult[]> resultsOf;
    private readonly HashSet<int> active;
    private readonly ValueGetter<VBuffer<float>> features;
    private VBuffer<float> buffer;
    private float[] seen = [];
    private TResult? result;

    public ExtendedRow(
        DataViewRow input, DataViewSchema schema, string inputName, AddedColumn<TResult>[] added, Func<Matrix, TResult[]> resultsOf, HashSet<int> active)
    {
        this.input = input;
        this.schema = schema;
        this.added = added;
        this.resultsOf = resultsOf;
        this.active = active;
        features = input.GetGetter<VBuffer<float>>(FeatureColumn.Of(input.Schema, inputName));
    }

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = column.Index - input.Schema.Count;
        return index < 0 ? input.GetGetter<TValue>(input.Schema[column.Index]) : (ValueGetter<TValue>)added[index].Getter(Result);
    }

    private TResult Result()
    {
        // A prediction engine fills the same row again and again, so it is its numbers that tell whether it is another.
        features(ref buffer);
        float[] point = [.. buffer.DenseValues()];
        if (result is null || !seen.AsSpan().SequenceEqual(point))
        {
            result = resultsOf(Matrix.FromRows(new[] { point }))[0];
            seen = point;
        }

        return result;
    }
}
