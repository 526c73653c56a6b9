using System.Text;

namespace Neuropil.Pipeline;

/// <summary>The script of a job.</summary>
internal static class SlurmScript
{
    /// <summary>What the script ends with where the node does not see the store.</summary>
    public const int NotSeen = 66;

    public static string Of(JobRequest job, SlurmOptions options)
    {
        StringBuilder script = new("#!/bin/bash\n# Units of Neuropil: the orders beside this file say which.\n");
        script.Append("if [ ! -r ").Append(Quoted(Path.Combine(job.Folder, "orders"))).Append(" ]; then\n")
            .Append("    echo \"$(hostname) does not see the store\" >&2\n    exit ").Append(NotSeen).Append("\nfi\n");
        foreach (string line in options.Preamble)
        {
            script.Append(line).Append('\n');
        }

        if (options.Modules.Count > 0)
        {
            script.Append("type module >/dev/null 2>&1 || . /etc/profile\nmodule load ").AppendJoin(' ', options.Modules.Select(Quoted)).Append(" || exit 127\n");
        }

        // Where the program lies elsewhere on the nodes, a module may bring it.
        string program = job.Command[0];
        script.Append("program=").Append(Quoted(program)).Append("\n[ -x \"$program\" ] || program=").Append(Quoted(Path.GetFileName(program))).Append('\n');
        script.Append("exec \"$program\" ").AppendJoin(' ', job.Command.Skip(1).Select(Quoted)).Append(" --part=\"${SLURM_ARRAY_TASK_ID:-1}\"\n");
        return script.ToString();
    }

    /// <summary>A text as one word of a shell.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
