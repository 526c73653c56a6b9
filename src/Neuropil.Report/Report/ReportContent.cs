using System.Text.Json.Nodes;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What the report tells.</summary>
internal sealed class ReportContent
{
    public required StudySettings Settings { get; init; }

    public required JsonObject Metrics { get; init; }

    public required Table Clusters { get; init; }

    public required Table Predictions { get; init; }

    public required Table Flagged { get; init; }

    public required Table Removed { get; init; }

    public required int KeptCount { get; init; }

    public required NeuronAlignment Alignment { get; init; }

    public required string OverviewPath { get; init; }

    /// <summary>The picture of a group by the figure's name.</summary>
    public required Func<string, string, string> FigurePath { get; init; }

    /// <summary>A group's clusters, row by row.</summary>
    public int[] ClustersOf(string group)
    {
        string[] groups = Clusters.Texts("clusterid");
        int[] clusters = Clusters.Integers(ClusterStage.Cluster);
        return [.. Enumerable.Range(0, clusters.Length).Where(row => groups[row] == group).Select(row => clusters[row])];
    }
}
