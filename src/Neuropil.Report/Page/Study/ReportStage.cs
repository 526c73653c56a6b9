using System.Text.Json.Nodes;
using Neuropil.Hdbscan;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>One page with everything. It loads nothing from elsewhere.</summary>
internal static class ReportStage
{
    /// <param name="Title">The study's name.</param>
    /// <param name="IsSynthetic">Whether the tables are made up.</param>
    /// <param name="Historical">The historical table's file name.</param>
    /// <param name="New">The new synapses' file name; empty where there are none of their own.</param>
    /// <param name="Seed">The seed of every random choice.</param>
    /// <param name="Screen">What leaves a synapse out.</param>
    /// <param name="Align">How the positions of different neurons are brought together.</param>
    /// <param name="Features">The features, and how they become comparable.</param>
    /// <param name="Evaluate">How the learners are judged.</param>
    /// <param name="Groups">What each group has of its own.</param>
    /// <param name="Assets">The hash of the page's scripts and styles.</param>
    public sealed record Options(
        string Title,
        bool IsSynthetic,
        string Historical,
        string New,
        long Seed,
        ScreenSettings Screen,
        AlignMode Align,
        IReadOnlyList<FeatureRecipe> Features,
        EvaluateSettings Evaluate,
        IReadOnlyList<GroupSettings> Groups,
        string Assets)
    {
        public static Options Of(StudySettings settings)
        {
            string name = settings.Name ?? Path.GetFileNameWithoutExtension(settings.Data.Historical);
            bool synthetic = settings.Data.IsSynthetic;
            return new(
                synthetic ? "Clusters of synapses on inhibitory neurons" : $"Clusters of synapses in {name}",
                synthetic,
                Path.GetFileName(settings.Data.Historical.TrimEnd('/', '\\')),
                Path.GetFileName(settings.Data.New.Location) ?? "",
                settings.Seed,
                settings.Screen,
                settings.Schema.Align,
                settings.Schema.Features,
                settings.Evaluate,
                settings.Groups,
                PageAssets.Hash);
        }
    }

    /// <summary>What the page shows of a group.</summary>
    public sealed record GroupInputs(
        Artifact<GroupTable> Features,
        Artifact<Table> Clusters,
        Artifact<HdbscanModel?> Hdbscan,
        Artifact<Table> Islands,
        Artifact<Table>? Predictions,
        Artifact<byte[]> ByCluster,
        Artifact<byte[]> ByNeuron,
        ValidationFiles? Validation);

    /// <summary>
    /// What Validate left, where it was run: read as it lies among the results, because the page must not start hours of replicates. It is
    /// shown only where it is of the same clusters.
    /// </summary>
    public sealed record ValidationFiles(FileInput Stability, FileInput Null, FileInput Reliability, FileInput Validation)
    {
        public static ValidationFiles In(string artifacts, string group)
        {
            FileInput File(string name) => new(Path.Combine(artifacts, "validate", group, name), Optional: true);
            return new(File("stability.csv"), File("null.csv"), File("reliability.csv"), File("validate.json"));
        }
    }

    public sealed record Inputs(
        TableFiles Historical,
        TableFiles? New,
        Artifact<SynapseTable> Ingested,
        Artifact<Table> Aligned,
        Artifact<SynapseTable>? Fresh,
        Artifact<NeuronAlignment> Alignment,
        Artifact<Table> Removed,
        Artifact<Table>? Flagged,
        Artifact<JsonObject> Metrics,
        Artifact<byte[]> Overview,
        ByName<GroupInputs> Groups);

    public sealed record Outputs(Artifact<string> Report);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("report"),
        options,
        inputs,
        new Outputs(new("report/report.html", Codecs.Text, locked: false)),
        static (options, context) => context.Write(context.Outputs.Report, ReportPage.Of(new StudyPage(options, context).Gather())));
}
