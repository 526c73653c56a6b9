using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Collects the clusters of all groups into one table.</summary>
internal static class ClustersStage
{
    public sealed record Options(IReadOnlyList<string> Features);

    public sealed record Inputs(ByName<Artifact<Table>> Groups, Artifact<SynapseTable> Screened);

    public sealed record Outputs(Artifact<Table> Clusters);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("clusters"),
        options,
        inputs,
        new Outputs(new("cluster/clusters.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        Table[] groups = [.. context.Inputs.Groups.Select(group => context.Read(group.Item))];
        if (groups.All(group => group.RowCount == 0))
        {
            throw new InvalidDataException($"No group has synapses enough to cluster: {string.Join(", ", context.Inputs.Groups.Select(group => group.Name))}. Look at the conditions in [Groups], and at what screen/removed.csv says was left out.");
        }

        context.Write(context.Outputs.Clusters, GroupCollector.Collect(groups, context.Read(context.Inputs.Screened), options.Features));
    }
}
