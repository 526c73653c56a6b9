using Cake.Core;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Recomputes everything and compares with the lock.</summary>
[TaskName("Reproduce")]
[TaskDescription("recomputes everything beside the store and compares with artifacts.lock")]
internal sealed class ReproduceTask : BuildTask
{
    private const int DifferencesToTell = 20;

    public override void Run(BuildContext context)
    {
        ReproductionReport report = context.Pipeline.Reproduce(ArtifactLock.Read(context.LockPath));
        if (!report.Succeeded)
        {
            throw new CakeException(1, string.Join('\n', [.. report.Differences.Take(DifferencesToTell).Select(difference => difference.ToString()), Verdict(report)]));
        }

        context.ClosingLines.Add($"{report.ComparedCount} outputs recomputed; all as {context.Relative(context.LockPath)} has them, byte for byte.");
    }

    private static string Verdict(ReproductionReport report)
        => $"{report.Differences.Count} of {report.ComparedCount} outputs differ; the first unit is {report.Differences[0].Unit}.";
}
