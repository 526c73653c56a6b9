using System.Text.Json.Nodes;
using Neuropil.Hdbscan;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>
/// Draws a group: its embedding by cluster and by neuron, the synapses in their place, what the clusters are like, how the quantities hang together, how the
/// clusters part, and how the model used errs.
/// </summary>
internal static class FiguresStage
{
    /// <param name="Group">The group.</param>
    /// <param name="Index">Its place among the groups: its clusters have colours of their own.</param>
    /// <param name="Features">The features, in order.</param>
    /// <param name="HasPositions">Whether synapses have a place.</param>
    public sealed record Options(string Group, int Index, IReadOnlyList<FeatureRecipe> Features, bool HasPositions);

    public sealed record Inputs(
        Artifact<Table> Clusters,
        Artifact<HdbscanModel?> Hdbscan,
        Artifact<JsonObject> Metrics,
        Artifact<JsonObject>? Evaluation,
        Artifact<Table>? Predictions,
        Artifact<SynapseTable> Neighborhood,
        Artifact<FeatureSpace?> Space);

    public sealed record Outputs(
        Picture Clusters,
        Picture Neurons,
        Picture? Positions,
        Picture Profiles,
        Picture Histograms,
        Picture Pairs,
        Picture Correlations,
        Picture Tree,
        Picture Confusion);

    public static Unit<Outputs> Create(Options options, Inputs inputs)
    {
        Picture At(string kind) => Picture.At($"report/figures/{options.Group}-{kind}");
        return Unit.Of(
            new UnitId("figures", options.Group),
            options,
            inputs,
            new Outputs(
                At("clusters"),
                At("neurons"),
                options.HasPositions ? At("positions") : null,
                At("profiles"),
                At("histograms"),
                At("pairs"),
                At("correlations"),
                At("tree"),
                At("confusion")),
            static (options, context) => Run(options, context));
    }

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        Outputs outputs = context.Outputs;
        GroupData? group = Read(options, context);
        void Draw(Picture? picture, Func<GroupData, (string Title, Chart Chart)> draw)
        {
            if (picture is not null)
            {
                (string title, Chart chart) = group is null ? Skipped(options.Group) : draw(group);
                picture.Write(context, title, chart);
            }
        }

        Draw(outputs.Clusters, GroupFigures.Clusters);
        Draw(outputs.Neurons, GroupFigures.Neurons);
        Draw(outputs.Positions, GroupFigures.Positions);
        Draw(outputs.Profiles, GroupFigures.Profiles);
        Draw(outputs.Histograms, GroupFigures.Histograms);
        Draw(outputs.Pairs, GroupFigures.Pairs);
        Draw(outputs.Correlations, GroupFigures.Correlations);
        Draw(outputs.Tree, GroupFigures.Tree);
        Draw(outputs.Confusion, GroupFigures.Confusion);
    }

    private static GroupData? Read(Options options, UnitContext<Inputs, Outputs> context)
    {
        Table clusters = context.Read(context.Inputs.Clusters);
        if (clusters.RowCount == 0 || context.Read(context.Inputs.Space) is not FeatureSpace space)
        {
            return null;
        }

        JsonObject metrics = MetricsStage.With(context.Read(context.Inputs.Metrics), context.Inputs.Evaluation is null ? null : context.Read(context.Inputs.Evaluation));
        return new GroupData
        {
            Name = options.Group,
            Index = options.Index,
            Clusters = clusters,
            New = context.Inputs.Predictions is null ? clusters.Take([]) : context.Read(context.Inputs.Predictions),
            Synapses = Members(context.Read(context.Inputs.Neighborhood), clusters),
            Alignment = space.Alignment,
            Features = [.. options.Features.Select(feature => feature.Name).Where(name => name != FeatureRecipe.Position)],
            Tree = [.. (context.Read(context.Inputs.Hdbscan)?.CondensedTree.Clusters ?? []).Select(PageBranch.Of)],
            Models = metrics.ContainsKey(MetricsStage.Skipped) ? null : ModelsOfMetrics.Of(metrics),
        };
    }

    /// <summary>The group's own synapses, in the order of its clusters.</summary>
    private static SynapseTable Members(SynapseTable near, Table clusters)
    {
        SynapseKey[] keys = near.Keys();
        double[] isMember = near.Numbers(FeaturesStage.Member);
        Dictionary<SynapseKey, int> rows = [];
        for (int row = 0; row < keys.Length; row++)
        {
            if (isMember[row] > 0)
            {
                rows.TryAdd(keys[row], row);
            }
        }

        return near.Rows([.. GroupTable.KeysOf(clusters).Select(key => rows[key])]);
    }

    // What stands in the place of a figure of a group that is skipped.
    private static (string Title, Chart Chart) Skipped(string group)
    {
        Chart chart = new(480, 120, $"Group {group} is skipped: it has too few synapses.");
        chart.Text(240, 60, $"{group}: skipped, too few synapses", Anchor.Middle, size: 15);
        return ($"{group}: skipped", chart);
    }
}
