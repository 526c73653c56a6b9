using System.ComponentModel;
using System.Diagnostics;

namespace Neuropil.Pipeline;

/// <summary>Runs Slurm's commands.</summary>
internal sealed class SlurmCommand(string? folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="JobRefusedException">The command is not there, or does not end.</exception>
    public (int ExitCode, string Output, string Errors) Run(string name, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(folder is null ? name : Path.Combine(folder, name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // Slurm's own variables of the user's would win over what is asked for, and words of another language could not be understood.
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("SBATCH_", StringComparison.Ordinal) || key.StartsWith("SQUEUE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new JobRefusedException($"{name} has not answered for {Patience.TotalMinutes} minutes.", isPassing: true);
            }

            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult().Trim());
        }
        catch (Win32Exception exception)
        {
            string where = folder is null ? "is not among this machine's commands" : $"is not in {folder}";
            throw new JobRefusedException(
                $"{name} {where} ({exception.Message}). --executor=slurm is for a login node of a Slurm cluster; where Slurm's commands lie elsewhere, name their folder as [Slurm] Commands=/opt/slurm/bin. Without a cluster leave --executor out.",
                isPassing: false);
        }
    }
}
