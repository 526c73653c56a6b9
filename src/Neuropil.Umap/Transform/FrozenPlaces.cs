using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>The places of a model, one plane per dimension, with room behind each for the slots of lanes that draw nothing.</summary>
internal sealed class FrozenPlaces
{
    public FrozenPlaces(Matrix embedding)
    {
        Count = embedding.RowCount;
        Dimension = embedding.ColumnCount;
        Stride = Count + EdgeSampler.GroupSize;
        Places = new float[Stride * Dimension];
        for (int row = 0; row < Count; row++)
        {
            for (int axis = 0; axis < Dimension; axis++)
            {
                Places[(axis * Stride) + row] = (float)embedding[row, axis];
            }
        }
    }

    public int Count { get; }

    public int Dimension { get; }

    public int Stride { get; }

    public float[] Places { get; }
}
