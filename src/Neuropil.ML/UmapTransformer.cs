using Microsoft.ML;
using Microsoft.ML.Data;
using Neuropil.Numerics;
using Neuropil.Umap;

namespace Neuropil.ML;

/// <summary>Adds the places of rows under a fitted UMAP model.</summary>
public sealed class UmapTransformer : RowTransformer<float[]>
{
    /// <summary>A transformer of a model that is fitted, or was loaded.</summary>
    /// <param name="model">The model; it must know points, not distances alone.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column to read.</param>
    public UmapTransformer(UmapModel model, string outputColumnName, string inputColumnName)
        : base(inputColumnName, WidthOf(model), Column(outputColumnName, model.Options.EmbeddingDimension))
        => Model = model;

    /// <summary>The fitted model.</summary>
    public UmapModel Model { get; }

    private protected override float[][] ResultsOf(Matrix points)
    {
        Matrix places = Model.Transform(points);
        return [.. Enumerable.Range(0, places.RowCount).Select(row => Array.ConvertAll(places.Row(row).ToArray(), value => (float)value))];
    }

    private static AddedColumn<float[]> Column(string name, int dimension)
        => new(name, new VectorDataViewType(NumberDataViewType.Single, dimension), result => new ValueGetter<VBuffer<float>>(
            (ref VBuffer<float> value) =>
            {
                VBufferEditor<float> editor = VBufferEditor.Create(ref value, dimension);
                result().CopyTo(editor.Values);
                value = editor.Commit();
            }));

    private static int WidthOf(UmapModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.TrainingPoints.ColumnCount;
    }
}
