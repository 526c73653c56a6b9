using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Points of the embedding with their clusters as files count them.</summary>
internal sealed record LabelledEmbedding(Matrix Points, int[] Labels)
{
    public static LabelledEmbedding Of(Table table, bool dropNoise)
    {
        LabelledEmbedding all = new(table.Matrix(GroupTable.EmbeddingNames(table)), table.Integers(ClusterStage.Cluster));
        return dropNoise ? all.Rows([.. Enumerable.Range(0, all.Labels.Length).Where(row => all.Labels[row] != FileLabels.Noise)]) : all;
    }

    public LabelledEmbedding Rows(int[] rows) => new(Points.SelectRows(rows), Array.ConvertAll(rows, row => Labels[row]));

    /// <summary>In words why there is nothing to learn; null where there are two classes.</summary>
    public string? Problem(string group)
    {
        int[] classes = [.. Labels.Distinct()];
        string found = classes.Length == 0 ? "none" : classes[0] == FileLabels.Noise ? "noise only" : "one cluster only";
        return classes.Length >= 2
            ? null
            : $"Group {group} has {found} to learn; expected at least two classes. It is skipped, the others go on. Smaller clusters may be found with --Cluster_{group}_MinClusterSize or --Cluster_{group}_MinSamples.";
    }
}
