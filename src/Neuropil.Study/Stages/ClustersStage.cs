using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Collects the clusters of all groups into one table: a row a synapse and group, with its place and features beside its cluster.</summary>
internal static class ClustersStage
{
    public sealed record Inputs(ByName<Artifact<Table>> Groups, Artifact<Table> Aligned);

    public sealed record Outputs(Artifact<Table> Clusters);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("clusters"),
        NoOptions.Value,
        inputs,
        new Outputs(new("cluster/clusters.csv", StudyCodecs.Table)),
        static (_, context) => Run(context));

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        Table[] groups = [.. context.Inputs.Groups.Select(group => context.Read(group.Item))];
        if (groups.All(group => group.RowCount == 0))
        {
            throw new InvalidDataException($"No group has synapses enough to cluster: {string.Join(", ", context.Inputs.Groups.Select(group => group.Name))}. Look at the conditions in [Groups], and at what screen/removed.csv says was left out.");
        }

        context.Write(context.Outputs.Clusters, GroupCollector.Collect(groups, context.Read(context.Inputs.Aligned)));
    }
}
