using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>One page with everything: figures, scores, predictions, parameters, warnings. It loads nothing from elsewhere.</summary>
internal static class ReportStage
{
    public sealed record Options(long Seed, CleanSettings Clean, FeatureSettings Features, IReadOnlyList<GroupSettings> Groups);

    /// <summary>The pictures of a group.</summary>
    public sealed record GroupFigures(Artifact<byte[]> Neurons, Artifact<byte[]> Clusters, Artifact<byte[]> Confusion)
    {
        public static GroupFigures Of(FiguresStage.Outputs figures) => new(figures.Neurons.Png, figures.Clusters.Png, figures.Confusion.Png);
    }

    public sealed record Inputs(
        Artifact<byte[]> Overview,
        ByName<GroupFigures> Figures,
        Artifact<JsonObject> Metrics,
        Artifact<Table> Clusters,
        Artifact<Table> Predictions,
        Artifact<Table> Flagged,
        Artifact<SynapseTable> Clean,
        Artifact<Table> Removed,
        Artifact<NeuronAlignment> Alignment);

    public sealed record Outputs(Artifact<string> Report);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("report"),
        options,
        inputs,
        new Outputs(new("report/report.html", Codecs.Text, locked: false)),
        static (options, context) => context.Write(context.Outputs.Report, ReportPage.Of(Content(options, context))));

    private static ReportContent Content(Options options, UnitContext<Inputs, Outputs> context)
        => new()
        {
            Settings = options,
            Metrics = context.Read(context.Inputs.Metrics),
            Clusters = context.Read(context.Inputs.Clusters),
            Predictions = context.Read(context.Inputs.Predictions),
            Flagged = context.Read(context.Inputs.Flagged),
            Removed = context.Read(context.Inputs.Removed),
            KeptCount = context.Read(context.Inputs.Clean).Synapses.Count,
            Alignment = context.Read(context.Inputs.Alignment),
            Overview = context.Read(context.Inputs.Overview),
            Figures = context.Inputs.Figures.ToDictionary(group => group.Name, group => FiguresOf(group.Item, context)),
        };

    private static GroupPictures FiguresOf(GroupFigures figures, UnitContext context)
        => new(context.Read(figures.Neurons), context.Read(figures.Clusters), context.Read(figures.Confusion));
}
