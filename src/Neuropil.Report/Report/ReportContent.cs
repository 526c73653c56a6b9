using System.Text.Json.Nodes;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What the report tells.</summary>
internal sealed class ReportContent
{
    public required ReportStage.Options Settings { get; init; }

    public required JsonObject Metrics { get; init; }

    public required Table Clusters { get; init; }

    public required Table Predictions { get; init; }

    public required Table Flagged { get; init; }

    public required Table Removed { get; init; }

    public required int KeptCount { get; init; }

    public required NeuronAlignment Alignment { get; init; }

    /// <summary>The picture of all groups, PNG.</summary>
    public required byte[] Overview { get; init; }

    /// <summary>The pictures of each group.</summary>
    public required IReadOnlyDictionary<string, GroupPictures> Figures { get; init; }

    /// <summary>A group's clusters, row by row.</summary>
    public int[] ClustersOf(string group)
    {
        string[] groups = Clusters.Texts("clusterid");
        int[] clusters = Clusters.Integers(ClusterStage.Cluster);
        return [.. Enumerable.Range(0, clusters.Length).Where(row => groups[row] == group).Select(row => clusters[row])];
    }
}
