using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Pack;

namespace Neuropil.Build;

/// <summary>Packs the libraries that stand alone.</summary>
[TaskName("Pack")]
[TaskDescription("packs Neuropil.Numerics, Neuropil.Umap and Neuropil.Hdbscan: artifacts/packages/")]
internal sealed class PackTask : BuildTask
{
    private static readonly string[] Projects = ["Neuropil.Numerics", "Neuropil.Umap", "Neuropil.Hdbscan"];

    public override void Run(BuildContext context)
    {
        string folder = Path.Combine(context.ArtifactsFolder, "packages");
        foreach (string project in Projects)
        {
            context.DotNetPack(
                Path.Combine(context.Root, "src", project, $"{project}.csproj"),
                new DotNetPackSettings { Configuration = "Release", OutputDirectory = folder, NoLogo = true, Verbosity = DotNetVerbosity.Quiet });
        }

        context.ClosingLines.Add($"The packages are in {context.Relative(folder)}");
    }
}
