using Cake.Core;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Recomputes everything and compares with the lock.</summary>
[TaskName("Reproduce")]
[TaskDescription("recomputes everything beside the store and compares with artifacts.lock, or with --from-cache with what the shared cache says")]
internal sealed class ReproduceTask : BuildTask
{
    private const int DifferencesToTell = 20;

    public override void Run(BuildContext context)
    {
        if (context.CommandLine.FromCache)
        {
            Audit(context);
            return;
        }

        ArtifactLock expected = ArtifactLock.Read(context.LockPath);
        IReadOnlyList<string> other = expected.OtherTables(context.Graph);
        if (other.Count > 0)
        {
            throw new CakeException(1, $"{context.Relative(context.LockPath)} is of other data: {string.Join("; ", other)} (first: the lock's, second: here). Put those tables back, or let --target=Lock write the lock of these.");
        }

        ReproductionReport report = context.Pipeline.Reproduce(expected);
        if (!report.Succeeded)
        {
            throw new CakeException(1, string.Join('\n', [.. report.Differences.Take(DifferencesToTell).Select(difference => difference.ToString()), Verdict(report)]));
        }

        context.ClosingLines.Add($"{report.ComparedCount} outputs recomputed; all as {context.Relative(context.LockPath)} has them, byte for byte.");
    }

    private static void Audit(BuildContext context)
    {
        CacheOptions cache = context.Cache ?? throw new CakeException(1, "--from-cache needs a shared cache: --cache=URL, or Location in [Cache].");
        CacheAudit audit = context.Pipeline.Audit(context.StagesOf(TaskList.WithDependencies("Predict").Select(TaskList.Create)), cache);
        if (audit.Told is { } told)
        {
            throw new CakeException(1, told);
        }

        if (audit.FoundCount == 0)
        {
            throw new CakeException(1, $"{cache} has nothing of this study under these tables, settings and code: there is nothing to prove.");
        }

        if (audit.Differences.Count > 0)
        {
            throw new CakeException(1, string.Join('\n', [.. audit.Differences.Take(DifferencesToTell).Select(difference => $"{difference} (the cache's value first)"), $"{cache} is not true: {audit.Differences.Count} outputs come out otherwise; the first unit is {audit.Differences[0].Unit}."]));
        }

        context.ClosingLines.Add($"{audit.Run.Units.Count} units recomputed; {cache} has {audit.FoundCount} of them, all true, byte for byte.");
    }

    private static string Verdict(ReproductionReport report)
        => $"{report.Differences.Count} of {report.ComparedCount} outputs differ; the first unit is {report.Differences[0].Unit}.";
}
