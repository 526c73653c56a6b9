namespace Neuropil.Pipeline;

/// <summary>What sbatch's refusals mean, and what to do.</summary>
internal static class SlurmRefusals
{
    // Of a controller that is away or has too much to do, and of limits that pass as jobs end.
    private static readonly string[] Passing =
    [
        "Unable to contact slurm controller", "timed out", "Zero Bytes were transmitted", "temporarily unable", "temporarily unavailable", "standby mode",
        "Connection refused", "Connection reset", "Transport endpoint", "Unexpected message received", "communication", "Protocol authentication error",
        "SubmitJob", "MaxSubmit", "JobsLimit", "too many jobs", "try again", "Resource temporarily", "Slurm controller", "Unspecified error", "Munge",
    ];

    public static JobRefusedException Of(string command, string errors, SlurmOptions options, Func<string> partitions)
    {
        string said = $"Slurm: {command} said '{errors.Replace("sbatch: error: ", "", StringComparison.Ordinal).Replace('\n', ' ')}'.";
        return errors switch
        {
            _ when Has(errors, "invalid partition") => new JobRefusedException(
                $"{said} [Slurm] Partition is '{options.Partition ?? "not set"}'; this cluster has {partitions()}. Name one of them: [Slurm] Partition=….", isPassing: false),
            _ when Has(errors, "Invalid account") => new JobRefusedException(
                $"{said} [Slurm] Account is '{options.Account ?? "not set"}'. Name one that you may use there ('sacctmgr show associations user=$USER' lists them): [Slurm] Account=….", isPassing: false),
            _ when Has(errors, "Invalid qos") => new JobRefusedException($"{said} Name one that you may use: [Slurm] Arguments=--qos=….", isPassing: false),
            _ when Has(errors, "node configuration is not available") || Has(errors, "Memory specification can not be satisfied") => new JobRefusedException(
                $"{said} No node has what is asked for. Ask for less: [Slurm] Memory=… and [Slurm] Processors=…, or name a partition with larger nodes.", isPassing: false),
            _ when Has(errors, "time limit") => new JobRefusedException($"{said} The partition allows less time ('sinfo' tells how much). Ask for less, [Slurm] Time=…, or name another partition.", isPassing: false),
            _ when Has(errors, "job array") => new JobRefusedException($"{said} The cluster allows smaller arrays ('scontrol show config' has MaxArraySize): [Slurm] LargestArray=….", isPassing: false),
            _ when Has(errors, "unrecognized option") || Has(errors, "invalid option") => new JobRefusedException($"{said} Correct [Slurm] Arguments.", isPassing: false),
            _ => new JobRefusedException(said, Passing.Any(text => Has(errors, text))),
        };
    }

    private static bool Has(string errors, string text) => errors.Contains(text, StringComparison.OrdinalIgnoreCase);
}
