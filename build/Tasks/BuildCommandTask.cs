using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Publish;

namespace Neuropil.Build;

/// <summary>Compiles the <c>neuropil</c> command.</summary>
[TaskName("Build")]
[TaskDescription("compiles the neuropil command: artifacts/bin/neuropil")]
internal sealed class BuildCommandTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        string folder = Path.Combine(context.ArtifactsFolder, "bin");
        context.DotNetPublish(
            Path.Combine(context.Root, "src", "Neuropil.Cli", "Neuropil.Cli.csproj"),
            new DotNetPublishSettings { Configuration = "Release", OutputDirectory = folder, NoLogo = true, Verbosity = DotNetVerbosity.Quiet });
        context.ClosingLines.Add($"The command is {context.Relative(Path.Combine(folder, OperatingSystem.IsWindows() ? "neuropil.exe" : "neuropil"))}");
    }
}
