using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Build;

/// <summary>A task that brings its stages of the study up to date.</summary>
internal abstract class PipelineTask : BuildTask
{
    private const int PathsToTell = 8;

    public IReadOnlyList<string> Stages => PipelineGraph.StagesByTask.GetValueOrDefault(Name, []);

    public override void Run(BuildContext context)
    {
        RunReport report = context.Pipeline.RunStages(Stages);
        if (context.CommandLine.Targets.Contains(Name, StringComparer.OrdinalIgnoreCase))
        {
            TellResults(context, report);
        }
    }

    private void TellResults(BuildContext context, RunReport report)
    {
        string[] paths =
        [
            .. context.Graph
                .Where(unit => Stages.Contains(unit.Id.Stage))
                .SelectMany(unit => unit.Outputs)
                .Select(output => context.Relative(Path.Combine(context.ArtifactsFolder, output.PublishedPath)))
                .Order(StringComparer.Ordinal),
        ];
        string[] told = paths.Length <= PathsToTell
            ? paths
            : [.. paths.GroupBy(path => Path.GetDirectoryName(path)).Select(folder => $"{folder.Key}/ ({folder.Count()} files)")];
        context.ClosingLines.Add($"{context.Pipeline.Summary(report)} Results:");
        foreach (string path in told)
        {
            context.ClosingLines.Add($"  {path}");
        }
    }
}
