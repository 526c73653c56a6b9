using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Build;

/// <summary>Tells what a table holds, and a settings file to start from.</summary>
[TaskName("Describe")]
[TaskDescription("Describes the table of --data: columns, likely roles and units, and a settings file to start from (--out=FILE writes it)")]
internal sealed class DescribeTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        if (!context.CommandLine.Study.TryGetValue("data", out string? data))
        {
            throw new CakeException(1, "Describe needs a table: --data=FILE, a folder or a glob.");
        }

        string location = Path.GetFullPath(data, context.CallerFolder);
        string? target = context.CommandLine.Out is string named ? Path.GetFullPath(named, context.CallerFolder) : null;
        TableDescription description;
        try
        {
            description = TableDescription.Of(location, target is null ? data : Path.GetRelativePath(Path.GetDirectoryName(target)!, location));
        }
        catch (TableException exception)
        {
            throw new CakeException(1, exception.Message);
        }

        context.Log.Write(Verbosity.Quiet, LogLevel.Information, "{0}", description.Text);
        if (target is null)
        {
            context.Log.Write(Verbosity.Quiet, LogLevel.Information, "{0}", $"Settings to start from (--out=FILE writes them; --study=FILE runs them)\n\n{description.Settings}");
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, description.Settings);
        context.ClosingLines.Add($"Settings written: {context.Relative(target)}. Run them with --target=Predict --study={context.Relative(target)}");
    }
}
