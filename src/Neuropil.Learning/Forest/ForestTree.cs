namespace Neuropil.Learning;

/// <summary>A tree of a forest, as parallel arrays over its nodes; node 0 is the root and children stand behind their parents.</summary>
internal sealed class ForestTree
{
    public const int Leaf = -1;

    /// <summary>Feature of a split, or <see cref="Leaf"/>.</summary>
    public required int[] Feature { get; init; }

    /// <summary>Values up to it go left; 0 for a leaf.</summary>
    public required double[] Threshold { get; init; }

    /// <summary>Left child; of a leaf: its number, from 0.</summary>
    public required int[] Left { get; init; }

    public required int[] Right { get; init; }

    /// <summary>Leaf by leaf: the share of each class.</summary>
    public required double[] Shares { get; init; }

    public ReadOnlySpan<double> SharesOf(ReadOnlySpan<double> row, int classCount)
    {
        int node = 0;
        for (int feature = Feature[0]; feature >= 0; feature = Feature[node])
        {
            node = row[feature] <= Threshold[node] ? Left[node] : Right[node];
        }

        return Shares.AsSpan(Left[node] * classCount, classCount);
    }
}
