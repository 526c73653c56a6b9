using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Reads the whole store and puts right what it can.</summary>
[TaskName("Check")]
[TaskDescription("reads the whole store: what is damaged, missing, foreign or torn; heals what it can, from shown results or the shared cache; ends with 1 where something is lost")]
internal sealed class CheckTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        CheckReport report = new StoreChecker(context.ArtifactsFolder, context.Cache).Check(message => context.Log.Information("{0}", message), context.Cancellation);
        Tell(context, "healed", report.Healed);
        Tell(context, "damaged", report.Damaged);
        Tell(context, "missing", report.Missing);
        Tell(context, "foreign", report.Foreign);
        context.ExitCode = report.IsWhole ? 0 : 1;
        context.ClosingLines.Add($"{report.Sound} sound, {report.Healed.Count} healed, {report.Damaged.Count} damaged, {report.Missing.Count} missing, {report.Foreign.Count} foreign.{(report.IsWhole ? "" : " What is lost is made again by the next run.")}");
    }

    private static void Tell(BuildContext context, string word, IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            context.Log.Write(Verbosity.Quiet, LogLevel.Information, "{0}", $"{word}: {line}");
        }
    }
}
