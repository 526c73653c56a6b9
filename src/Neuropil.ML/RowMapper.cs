using Microsoft.ML;
using Microsoft.ML.Data;
using Neuropil.Numerics;

namespace Neuropil.ML;

/// <summary>Adds the columns to single rows, as a prediction engine gives them.</summary>
internal sealed class RowMapper<TResult>(
    DataViewSchema inputSchema, DataViewSchema outputSchema, string inputName, AddedColumn<TResult>[] added, Func<Matrix, TResult[]> resultsOf) : IRowToRowMapper
{
    public DataViewSchema OutputSchema => outputSchema;

    public DataViewSchema InputSchema => inputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        HashSet<int> needed = [.. dependingColumns.Select(column => column.Index)];
        bool addsAny = needed.Any(index => index >= inputSchema.Count);
        return inputSchema.Where(column => needed.Contains(column.Index) || (addsAny && column.Name == inputName && !column.IsHidden));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new ExtendedRow<TResult>(input, outputSchema, inputName, added, resultsOf, [.. activeColumns.Select(column => column.Index)]);
}
