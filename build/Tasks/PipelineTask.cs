using Neuropil.Pipeline;
using Neuropil.Report;

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
        context.ClosingLines.Add($"{context.Pipeline.Summary(report)} Results:");
        foreach (string line in Results(context))
        {
            context.ClosingLines.Add($"  {line}");
        }
    }

    // What nothing else in these stages is made from, files where they are few, else their folders.
    private IEnumerable<string> Results(BuildContext context)
    {
        Unit[] units = [.. context.Graph.Where(unit => Stages.Contains(unit.Id.Stage))];
        HashSet<UnitId> parts = [.. units.SelectMany(unit => unit.Dependencies)];
        string[] paths =
        [
            .. units
                .Where(unit => !parts.Contains(unit.Id))
                .SelectMany(unit => unit.OutputFiles)
                .Select(output => context.Relative(Path.Combine(context.ArtifactsFolder, output.PublishedPath))),
        ];
        return paths.Length <= PathsToTell
            ? paths
            : paths
                .GroupBy(path => Path.GetDirectoryName(path))
                .Select(folder => folder.Count() == 1 ? folder.Single() : $"{folder.Key}{Path.DirectorySeparatorChar} ({folder.Count()} files)");
    }
}
