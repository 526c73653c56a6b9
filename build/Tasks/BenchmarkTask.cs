using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;

namespace Neuropil.Build;

/// <summary>Measures against the reference packages.</summary>
[TaskName("Benchmark")]
[TaskDescription("measures speed and quality against the reference packages and prints the ratios")]
internal sealed class BenchmarkTask : BuildTask
{
    public override void Run(BuildContext context) => context.DotNetRun(
        Path.Combine(context.Root, "tests", "Benchmarks", "Benchmarks.csproj"),
        new DotNetRunSettings { Configuration = "Release" });
}
