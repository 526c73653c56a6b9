using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Collects the clusters of all groups into one table.</summary>
internal static class ClustersStage
{
    public sealed record Inputs(ByName<Artifact<Table>> Groups, Artifact<SynapseTable> Clean);

    public sealed record Outputs(Artifact<Table> Clusters);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("clusters"),
        NoOptions.Value,
        inputs,
        new Outputs(new("cluster/clusters.csv", StudyCodecs.Table)),
        static (_, context) => context.Write(
            context.Outputs.Clusters,
            GroupCollector.Collect(context.Inputs.Groups.Select(group => context.Read(group.Item)), context.Read(context.Inputs.Clean))));
}
