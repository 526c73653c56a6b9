namespace Neuropil.Learning;

/// <summary>
/// One tree of a boosted model, as parallel arrays over its nodes; node 0 is the root and children stand behind their parents.
/// </summary>
internal sealed class RegressionTree
{
    /// <summary>Feature of a split, or <see cref="Leaf"/>.</summary>
    public required int[] Feature { get; init; }

    /// <summary>Split: values below it go left. Leaf: the value the tree adds to the margin.</summary>
    public required float[] Value { get; init; }

    public required int[] Left { get; init; }

    public required int[] Right { get; init; }

    /// <summary>Whether a missing value goes left.</summary>
    public required bool[] DefaultLeft { get; init; }

    /// <summary>What the split gains; 0 for a leaf.</summary>
    public required float[] Gain { get; init; }

    /// <summary>Sum of the hessians of the training rows that come here.</summary>
    public required float[] Cover { get; init; }

    /// <summary>The weight the node would have as a leaf, before shrinkage.</summary>
    public required float[] BaseWeight { get; init; }

    public const int Leaf = -1;

    public int NodeCount => Feature.Length;

    /// <summary>The leaf a row ends in.</summary>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        int[] feature = Feature;
        int node = 0;
        for (int split = feature[0]; split >= 0; split = feature[node])
        {
            float value = row[split];
            bool left = float.IsNaN(value) ? DefaultLeft[node] : value < Value[node];
            node = left ? Left[node] : Right[node];
        }

        return node;
    }

    /// <summary>What the tree adds to a row's margin.</summary>
    public float Output(ReadOnlySpan<float> row) => Value[LeafOf(row)];
}
