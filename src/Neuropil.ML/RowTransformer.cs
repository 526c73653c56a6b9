using Microsoft.ML;
using Microsoft.ML.Data;
using Neuropil.Numerics;

namespace Neuropil.ML;

/// <summary>A fitted model in a pipeline: adds columns whose values follow from one vector column, each row on its own.</summary>
/// <typeparam name="TResult">What the model says of a row.</typeparam>
public abstract class RowTransformer<TResult> : ITransformer
{
    private readonly string inputName;
    private readonly int columnCount;
    private readonly AddedColumn<TResult>[] added;

    private protected RowTransformer(string inputName, int columnCount, params AddedColumn<TResult>[] added)
    {
        this.inputName = inputName;
        this.columnCount = columnCount;
        this.added = added;
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The results of all rows of a table.</summary>
    private protected abstract TResult[] ResultsOf(Matrix points);

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        int length = FeatureColumn.LengthOf(FeatureColumn.Of(inputSchema, inputName));
        if (length != columnCount)
        {
            throw new ArgumentException($"Column '{inputName}' has {length} numbers a row; the model was fitted on {columnCount}.", nameof(inputSchema));
        }

        DataViewSchema.Builder builder = new();
        builder.AddColumns(inputSchema);
        foreach (AddedColumn<TResult> column in added)
        {
            builder.AddColumn(column.Name, column.Type);
        }

        return builder.ToSchema();
    }

    /// <summary>The table with the added columns; the rows are read, and the model asked, when the first of these is needed.</summary>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema schema = GetOutputSchema(input.Schema);
        return new ExtendedView<TResult>(
            input, schema, added, new Lazy<TResult[]>(() => ResultsOf(FeatureColumn.Read(input, inputName))));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
        => new RowMapper<TResult>(inputSchema, GetOutputSchema(inputSchema), inputName, added, ResultsOf);

    void ICanSaveModel.Save(ModelSaveContext ctx)
        => throw new NotSupportedException("A pipeline with Neuropil's transformers cannot be saved as a whole. Save their Model, and the rest of the pipeline apart.");
}
