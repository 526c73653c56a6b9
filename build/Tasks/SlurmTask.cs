using Cake.Common;
using Cake.Core;
using Cake.Core.IO;
using Path = System.IO.Path;

namespace Neuropil.Build;

/// <summary>Runs the study under a real Slurm.</summary>
[TaskName("Slurm")]
[TaskDescription("runs the study on a Slurm of three virtual nodes and breaks what can break; needs slurmctld, slurmd, slurm-client and munge")]
internal sealed class SlurmTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        string last = "";
        int code = context.StartProcess("bash", new ProcessSettings
        {
            Arguments = new ProcessArgumentBuilder()
                .AppendQuoted(Path.Combine(context.Root, "tests", "Slurm", "prove.sh"))
                .AppendQuoted(typeof(SlurmTask).Assembly.Location)
                .AppendQuoted(context.Root),
            RedirectStandardOutput = true,
            RedirectedStandardOutputHandler = line =>
            {
                if (line is not null)
                {
                    Console.WriteLine(line);
                    last = line;
                }

                return line!;
            },
        });
        context.ClosingLines.Add(last);
        if (code != 0)
        {
            throw new CakeException(1, "The study fails under Slurm.");
        }
    }
}
