using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Collects the clusters of all groups into one table.</summary>
internal static class ClustersStage
{
    public const string Clusters = "clusters";
    public static readonly UnitId Id = new("clusters");

    public static Unit Create(StudySettings settings)
        => new()
        {
            Id = Id,
            Inputs =
            [
                .. settings.Groups.Select(group => new OutputInput(group.Name, ClusterStage.Id(group.Name), ClusterStage.Clusters)),
                new OutputInput("clean", CleanStage.Id, CleanStage.Kept),
            ],
            Outputs = [new UnitOutput(Clusters, "cluster/clusters.csv")],
            Code = StageCode.Tables,
            Run = context => GroupCollector
                .Collect(
                    settings.Groups.Select(group => Table.ReadCsv(context.InputPath(group.Name))),
                    SynapseTableFile.Read(context.InputPath("clean")))
                .WriteCsv(context.OutputPath(Clusters)),
        };
}
