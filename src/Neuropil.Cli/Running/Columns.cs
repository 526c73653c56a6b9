using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>Columns of output tables.</summary>
internal static class Columns
{
    /// <summary>UMAP_1, UMAP_2, … of an embedding.</summary>
    public static Table Embedding(Matrix embedding) => new(OfMatrix(embedding, column => FormattableString.Invariant($"UMAP_{column + 1}")));

    public static IEnumerable<TableColumn> OfMatrix(Matrix matrix, Func<int, string> name)
        => Enumerable.Range(0, matrix.ColumnCount).Select(column => TableColumn.Numbers(name(column), matrix.Column(column)));

    /// <summary>Cluster numbers as in files: from 1, noise −1.</summary>
    public static TableColumn Clusters(string name, ReadOnlySpan<int> labels)
    {
        int[] numbers = labels.ToArray();
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = numbers[row] == Hdbscan.ClusterLabel.Noise ? -1 : numbers[row] + 1;
        }

        return TableColumn.Integers(name, numbers);
    }
}
