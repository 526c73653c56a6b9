using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>
/// Removes what was made by name: results, command, packages, test results. The store of earlier results stays, so that the next run
/// brings them back without computing; with <c>--store</c> it goes too. What was compiled stays.
/// </summary>
[TaskName("Clean")]
[TaskDescription("removes the results by name, the command and the packages; with --store earlier results too")]
internal sealed class CleanTask : BuildTask
{
    private static readonly string[] Compiled = ["dotnet", "host"];

    public override void Run(BuildContext context)
    {
        if (!Directory.Exists(context.ArtifactsFolder))
        {
            return;
        }

        using BuildLock taken = BuildLock.Take(context.ArtifactsFolder, message => context.Log.Information("{0}", message), context.Cancellation);
        string[] kept = context.CommandLine.IncludingStore ? Compiled : [.. Compiled, "store"];
        foreach (FileSystemInfo entry in new DirectoryInfo(context.ArtifactsFolder).EnumerateFileSystemInfos().Where(entry => !kept.Contains(entry.Name)))
        {
            context.Log.Information("{0}", $"removed {context.Relative(entry.FullName)}");
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }

        context.Log.Information("{0}", $"kept {string.Join(", ", kept.Select(name => context.Relative(Path.Combine(context.ArtifactsFolder, name))))}");
    }
}
