using Cake.Core;
using Neuropil.Pipeline;
using Neuropil.Report;

namespace Neuropil.Build;

/// <summary>
/// A task of the study: a label on stages of the one run that the build makes of it. The first such task brings about the run, each
/// tells how its own stages fared.
/// </summary>
internal abstract class PipelineTask : BuildTask
{
    private const int PathsToTell = 8;

    public IReadOnlyList<string> Stages => PipelineGraph.StagesByTask.GetValueOrDefault(Name, []);

    public override void Run(BuildContext context)
    {
        RunReport report = context.Pipeline.Run();
        bool isBroken = report.Publication.Error is not null
            || report.Units.Any(unit => Stages.Contains(unit.Id.Stage) && unit.Status is UnitStatus.Failed or UnitStatus.Skipped);
        if (isBroken)
        {
            throw new CakeException(1, context.Pipeline.Failure(report));
        }

        if (context.CommandLine.Targets.Contains(Name, StringComparer.OrdinalIgnoreCase))
        {
            TellResults(context, report);
        }
    }

    private void TellResults(BuildContext context, RunReport report)
    {
        context.ClosingLines.Add($"{report.Count(UnitStatus.Ran)} of {report.Units.Count} units ran, {report.Count(UnitStatus.Reused)} reused. Results:");
        foreach (string line in Results(context, report.Publication.Folder))
        {
            context.ClosingLines.Add($"  {line}");
        }
    }

    // What nothing else in these stages is made from, files where they are few, else their folders.
    private IEnumerable<string> Results(BuildContext context, string folder)
    {
        IReadOnlyList<string> own = Stages.Count > 0 ? Stages : [.. TaskAttributes.DependenciesOf(GetType()).SelectMany(task => PipelineGraph.StagesByTask[task])];
        Unit[] units = [.. context.Graph.Where(unit => own.Contains(unit.Id.Stage))];
        HashSet<UnitId> parts = [.. units.SelectMany(unit => unit.Dependencies)];
        string[] paths =
        [
            .. units
                .Where(unit => !parts.Contains(unit.Id))
                .SelectMany(unit => unit.OutputFiles)
                .Select(output => context.Relative(Path.Combine(folder, output.PublishedPath))),
        ];
        return paths.Length <= PathsToTell
            ? paths
            : paths
                .GroupBy(path => Path.GetDirectoryName(path))
                .Select(group => group.Count() == 1 ? group.Single() : $"{group.Key}{Path.DirectorySeparatorChar} ({group.Count()} files)");
    }
}
