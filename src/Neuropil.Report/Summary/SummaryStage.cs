using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What came out of the study, a row a group: what a build tells when it ends.</summary>
internal static class SummaryStage
{
    public const string Name = "summary";
    /// <summary>What there is to tell of a group; new synapses and what Validate left may be absent.</summary>
    public sealed record GroupInputs(Artifact<Table> Clusters, Artifact<Table>? Predictions, ReportStage.ValidationFiles? Validation);

    public sealed record Inputs(Artifact<JsonObject> Metrics, ByName<GroupInputs> Groups);

    public sealed record Outputs(Artifact<Table> Summary);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId(Name),
        NoOptions.Value,
        inputs,
        new Outputs(new(GroupSummary.FileName, StudyCodecs.Table, locked: false)),
        static (_, context) => Run(context));

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        JsonObject metrics = context.Read(context.Inputs.Metrics);
        context.Write(context.Outputs.Summary, GroupSummary.ToTable([.. context.Inputs.Groups.Select(group => Of(group.Name, group.Item, metrics[group.Name]!.AsObject(), context))]));
    }

    private static GroupSummary Of(string name, GroupInputs inputs, JsonObject metrics, UnitContext context)
    {
        Table clusters = context.Read(inputs.Clusters);
        int[] labels = clusters.Integers(ClusterStage.Cluster);
        JsonNode? honest = metrics["honestEstimate"]?["estimate"];
        JsonArray? interval = honest?["intervals"]?["accuracy"]?.AsArray();
        GroupSummary summary = new()
        {
            Group = name,
            Synapses = labels.Length,
            Clusters = labels.Where(label => label != FileLabels.Noise).Distinct().Count(),
            Noise = labels.Count(label => label == FileLabels.Noise),
            IsEvidence = Evidence(inputs.Validation, clusters, context),
            Model = metrics["model"]?.ToString() ?? "",
            HonestAccuracy = honest?["accuracy"]?.GetValue<double>() ?? double.NaN,
            HonestLow = interval?[0]?.GetValue<double>() ?? double.NaN,
            HonestHigh = interval?[1]?.GetValue<double>() ?? double.NaN,
        };
        return inputs.Predictions is null ? summary : WithNew(summary, context.Read(inputs.Predictions));
    }

    private static GroupSummary WithNew(GroupSummary summary, Table predictions)
    {
        string[] told = predictions.Texts(PredictionTable.Status);
        return summary with
        {
            Assigned = Count(PredictionStatus.Assigned),
            Rejected = Count(PredictionStatus.Rejected),
            NewNoise = Count(PredictionStatus.Noise),
        };

        int Count(PredictionStatus status) => told.Count(word => word == PredictionTable.Text(status));
    }

    // A validation of other clusters says nothing of these.
    private static bool? Evidence(ReportStage.ValidationFiles? files, Table clusters, UnitContext context)
        => files is not null && context.Has(files.Validation) && context.Has(files.Reliability)
            && ValidationTables.IsOf(Table.ReadCsv(context.PathOf(files.Reliability)), clusters)
                ? ValidationTables.Verdict(JsonNode.Parse(File.ReadAllText(context.PathOf(files.Validation)))!.AsObject())?.IsEvidence
                : null;
}
