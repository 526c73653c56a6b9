using System.Globalization;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;
using Neuropil.Report;

namespace Neuropil.Build;

/// <summary>The end of a run on the console: with <c>--verbosity=verbose</c> the run by stage, then what came out for each group.</summary>
internal static class RunSummary
{
    private const string Format = "{0,-14} {1,6} {2,6} {3,7} {4,7} {5,8}  {6,10}";
    private const int Width = 66;

    public static void Write(RunReport run, IReadOnlyList<GroupSummary> groups, HostLog log, int width)
    {
        foreach (string line in Stages(run))
        {
            log.Tell(Verbosity.Verbose, line);
        }

        foreach (string line in groups.Count == 0 ? [] : GroupTable.Lines(groups, width).Prepend("").Append(""))
        {
            log.Tell(Verbosity.Normal, line);
        }
    }

    private static IEnumerable<string> Stages(RunReport run) =>
    [
        "",
        Row("Stage", "Units", "Ran", "Reused", "Failed", "Not run", "Worked"),
        new string('─', Width),
        .. run.Units.GroupBy(unit => unit.Id.Stage).Select(stage => Row(stage.Key, [.. stage])),
        new string('─', Width),
        Row("Total", run.Units),
    ];

    private static string Row(string name, IReadOnlyCollection<UnitResult> units) => Row(
        name,
        units.Count,
        units.Count(unit => unit.Status == UnitStatus.Ran),
        units.Count(unit => unit.Status == UnitStatus.Reused),
        units.Count(unit => unit.Status == UnitStatus.Failed),
        units.Count(unit => unit.Status == UnitStatus.Skipped),
        string.Create(CultureInfo.InvariantCulture, $"{units.Sum(unit => unit.Duration.TotalSeconds):0.00} s"));

    private static string Row(params object[] cells) => string.Format(CultureInfo.InvariantCulture, Format, cells).TrimEnd();
}
