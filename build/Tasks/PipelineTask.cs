using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>A task that brings stages of the study up to date.</summary>
internal abstract class PipelineTask(params string[] stages) : BuildTask
{
    private const int PathsToTell = 8;

    public IReadOnlyList<string> Stages => stages;

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
        context.ClosingLines.Add($"{report.Count(UnitStatus.Ran)} of {report.Units.Count} units ran, {report.Count(UnitStatus.Reused)} reused. Results:");
        foreach (string path in told)
        {
            context.ClosingLines.Add($"  {path}");
        }
    }
}
