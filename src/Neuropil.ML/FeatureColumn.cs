using Microsoft.ML;
using Microsoft.ML.Data;
using Neuropil.Numerics;

namespace Neuropil.ML;

/// <summary>A vector column of single-precision numbers, read as a table.</summary>
internal static class FeatureColumn
{
    public static DataViewSchema.Column Of(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name)
            ?? throw new ArgumentException(
                $"There is no column '{name}'; expected a vector of Single. Columns: {string.Join(", ", schema.Select(found => found.Name))}.", nameof(name));
        return column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? column
            : throw new ArgumentException(
                $"Column '{name}' is {column.Type}; expected a vector of Single of known length. Concatenate the columns of numbers first.", nameof(name));
    }

    /// <summary>Whether a shape has the column, for a pipeline that is not fitted yet.</summary>
    public static void Require(SchemaShape shape, string name)
    {
        if (!shape.Any(column => column.Name == name
            && column.Kind == SchemaShape.Column.VectorKind.Vector && column.ItemType == NumberDataViewType.Single))
        {
            throw new ArgumentException($"Column '{name}' is missing or no vector of Single of known length. Concatenate the columns of numbers first.", nameof(name));
        }
    }

    public static int LengthOf(DataViewSchema.Column column) => ((VectorDataViewType)column.Type).Size;

    public static Matrix Read(IDataView data, string name)
    {
        DataViewSchema.Column column = Of(data.Schema, name);
        List<float[]> rows = [];
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            getter(ref buffer);
            rows.Add([.. buffer.DenseValues()]);
        }

        return rows.Count == 0 ? new Matrix(0, LengthOf(column), []) : Matrix.FromRows(rows);
    }
}
