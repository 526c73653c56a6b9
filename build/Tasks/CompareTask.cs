using System.Globalization;
using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;
using Neuropil.Study;

namespace Neuropil.Build;

/// <summary>Tells what differs between two runs, or a run and a lock.</summary>
[TaskName("Compare")]
[TaskDescription("tells what differs between two runs, two studies, or a run and a lock: --a=RUN --b=RUN (left out: previous and latest); ends with 1 where something does")]
internal sealed class CompareTask : BuildTask
{
    private const int LinesToTell = 20;

    public override void Run(BuildContext context)
    {
        RunSide first = Side(context, "a", "previous");
        RunSide second = Side(context, "b", "latest");
        RunComparison runs = RunComparison.Of(first, second);
        Tell(context, $"{first.Name} against {second.Name}: {runs.ComparedCount} results on both sides");
        if (runs.IsSame)
        {
            context.ClosingLines.Add("Nothing differs.");
            return;
        }

        context.ExitCode = 1;
        Tell(context, "Tables", runs.Tables);
        Tell(context, "Versions", runs.Versions);
        Tell(context, "Parameters", runs.Parameters);
        Tell(context, "Code", runs.Code);
        if (runs.IsOfOtherData && runs.Results.Count == 0)
        {
            context.ClosingLines.Add("The lock is of other data: rows and cells are not compared.");
            return;
        }

        Tell(context, $"Results ({runs.Results.Count} differ)", [.. runs.Results.Select(difference => difference.ToString())]);
        TellStudy(context, StudyComparison.Of([.. context.Settings.Groups.Select(group => group.Name)], first.FileOf, second.FileOf));
        context.ClosingLines.Add(runs.Results.Count > 0 ? $"They differ; the first unit is {runs.Results[0].Unit}." : "They differ, and their results do not.");
    }

    private static void TellStudy(BuildContext context, StudyComparison study)
    {
        foreach (GroupComparison group in study.Groups.Where(group => group.Moved.Count > 0 || group.Match.Pairs.Any(pair => pair.Before != pair.After)))
        {
            Tell(
                context,
                $"Clusters of {group.Group}: {group.Moved.Count} of {group.CommonCount} synapses moved",
                [.. group.Match.Pairs.Select(pair => $"{pair.Before} → {pair.After}: {pair.Common} synapses in both")]);
        }

        if (study.Moved.Count > 0)
        {
            string path = Path.Combine(context.ArtifactsFolder, "compare", "moved.csv");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            study.WriteMoved(path);
            context.ClosingLines.Add($"{study.Moved.Count} synapses moved: {context.Relative(path)}");
        }

        Tell(
            context,
            $"Predictions: {study.ChangedPredictions.Count} of {study.CommonPredictions} changed",
            [.. study.ChangedPredictions.Select(synapse => $"{synapse.Group} {synapse.Synapse}: {synapse.Before} → {synapse.After}")]);
        Tell(
            context,
            "Metrics",
            [.. study.Metrics.Where(metric => metric.Before != metric.After).Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Name}: {metric.Before:0.0000} → {metric.After:0.0000}"))]);
    }

    private static RunSide Side(BuildContext context, string name, string usual)
    {
        string word = context.CommandLine.ValueOf(name) ?? usual;
        try
        {
            return RunSide.Of(word, Path.GetFullPath(word, context.CallerFolder), context.ArtifactsFolder, context.Settings.Name);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException)
        {
            throw new CakeException(2, $"--{name}={exception.Message}");
        }
    }

    private static void Tell(BuildContext context, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        Tell(context, heading);
        foreach (string line in lines.Take(LinesToTell))
        {
            Tell(context, $"  {line}");
        }

        if (lines.Count > LinesToTell)
        {
            Tell(context, $"  and {lines.Count - LinesToTell} more");
        }
    }

    private static void Tell(BuildContext context, string line) => context.Log.Write(Verbosity.Quiet, LogLevel.Information, "{0}", line);
}
