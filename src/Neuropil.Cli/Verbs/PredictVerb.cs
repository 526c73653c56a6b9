using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Study;

namespace Neuropil.Cli;

internal sealed class PredictVerb : Verb
{
    public override string Name => "predict";

    public override string Summary => "Assigns new synapses to the clusters of a trained study: tables of any length, in constant memory.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
    [
        ("MODEL-FOLDER", "the folder of results of a study whose models were trained, as artifacts"),
        ("TABLES", "the new synapses: a file, a folder, a glob in quotes, or folder/{neuron}.csv"),
    ];

    // They are opened by name where the models are.
    public override int InputCount => 0;

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        new("out", "FILE", "the predictions, one row a synapse and group: .csv or .parquet") { IsRequired = true },
        new("removed", "FILE", "also write a CSV of the synapses that cannot be assigned, with the reason"),
        new("join", "NAME=FILE,…", "where the tables are that the study joins"),
        new("overwrite", null, "write over a file that is there, and begin anew where another run was broken off"),
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = arguments.Checked(() => Execution.With(arguments.Integer("threads"), cancellation));
        StreamRequest request = new(arguments.File(1), arguments.Required("out"))
        {
            Removed = arguments.Text("removed"),
            Joins = Joins(arguments),
            Overwrite = arguments.Has("overwrite"),
        };
        FittedStudy study = FittedStudy.Load(arguments.File(0));
        if (study.SkippedGroups.Count > 0)
        {
            Notes.Warning($"no models, no predictions: {string.Join(", ", study.SkippedGroups)}, of {study.Groups.Count} groups.");
        }

        outputs.WhenInterrupted = "what was finished is kept, and the same command goes on from there.";
        StreamSummary summary = StreamedPrediction.Run(study, request, execution, new StreamConsole(arguments));
        Notes.Summary(arguments, Told(summary, request));
    }

    private static Dictionary<string, string> Joins(Arguments arguments)
    {
        Dictionary<string, string> joins = new(StringComparer.Ordinal);
        foreach (string join in arguments.Names("join") ?? [])
        {
            string[] sides = join.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length < 2 || sides[0].Length == 0 || sides[1].Length == 0 || !joins.TryAdd(sides[0], sides[1]))
            {
                throw arguments.Wrong($"--join is '{ForeignText.Shown(join)}'; expected NAME=FILE, each name once, as Somata=somata.csv.");
            }
        }

        return joins;
    }

    private static string Told(StreamSummary summary, StreamRequest request)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Rows:N0} synapses, {summary.Predictions:N0} predictions: {summary.Assigned:N0} assigned to a cluster, {summary.Rejected:N0} rejected by the one-class SVM, {summary.Noise:N0} noise.");
        if (summary.ResumedRows > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" {summary.ResumedRows:N0} synapses had been finished before.");
        }

        if (summary.Removed > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" {summary.Removed:N0} lack what is needed{(request.Removed is null ? "; --removed FILE lists them" : "")}.");
        }

        return summary.Ungrouped > 0 ? text + string.Create(CultureInfo.InvariantCulture, $" {summary.Ungrouped:N0} are in no group that has models.") : text;
    }
}
