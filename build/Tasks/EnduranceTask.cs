using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
using Cake.Core;
using Cake.Core.IO;
using Path = System.IO.Path;

namespace Neuropil.Build;

/// <summary>Kills this host while it works, and starts five of it at once, many times over.</summary>
[TaskName("Endurance")]
[TaskDescription("kills 200 runs of the sample at random moments and starts unlike builds at once, and compares what they leave; --quick: 12 kills")]
internal sealed class EnduranceTask : BuildTask
{
    private const int Rounds = 200;
    private const int QuickRounds = 12;

    public override void Run(BuildContext context) => context.DotNetRun(
        Path.Combine(context.Root, "tests", "Endurance", "Endurance.csproj"),
        new ProcessArgumentBuilder()
            .AppendQuoted(typeof(EnduranceTask).Assembly.Location)
            .AppendQuoted(context.Root)
            .Append($"{(context.CommandLine.Quick ? QuickRounds : Rounds)}"),
        new DotNetRunSettings { Configuration = "Release" });
}
