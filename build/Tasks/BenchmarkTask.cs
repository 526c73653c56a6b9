using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
using Cake.Core.IO;
using Cake.Core.IO.Arguments;

namespace Neuropil.Build;

/// <summary>Measures against the reference packages.</summary>
[TaskName("Benchmark")]
[TaskDescription("measures speed and quality against the reference packages: --room=umap, --quick, --only=TEXT")]
internal sealed class BenchmarkTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        CommandLine said = context.CommandLine;
        string[] arguments = [said.Room, .. said.Quick ? ["--quick"] : (string[])[], .. said.Only is { } only ? ["--only", only] : (string[])[]];
        context.DotNetRun(
            System.IO.Path.Combine(context.Root, "tests", "Benchmarks", "Benchmarks.csproj"),
            Quoted(arguments),
            new DotNetRunSettings { Configuration = "Release" });
    }

    private static ProcessArgumentBuilder Quoted(IEnumerable<string> arguments)
    {
        ProcessArgumentBuilder builder = new();
        foreach (string argument in arguments)
        {
            builder.Append(new QuotedArgument(new TextArgument(argument)));
        }

        return builder;
    }
}
