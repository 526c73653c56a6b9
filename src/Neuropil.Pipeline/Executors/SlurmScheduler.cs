using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>Slurm, by its commands: sbatch, squeue, sacct or the job completion log, scancel.</summary>
/// <remarks>
/// Dependencies between jobs are never left to Slurm: <c>afterok</c> on a parent that it has forgotten runs. Jobs are not requeued by
/// Slurm either: what is asked for again is decided here, by what the store has.
/// </remarks>
public sealed class SlurmScheduler : IJobScheduler
{
    private readonly SlurmOptions options;
    private readonly SlurmCommand slurm;
    private readonly SlurmPast past;

    /// <param name="options">What the lab's Slurm wants to be told.</param>
    public SlurmScheduler(SlurmOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        slurm = new SlurmCommand(options.CommandFolder);
        past = new SlurmPast(slurm);
    }

    /// <inheritdoc />
    public string Name => "Slurm";

    /// <inheritdoc />
    public int LargestJob => options.LargestJob;

    /// <inheritdoc />
    public int ProcessorCount => options.ProcessorCount;

    /// <inheritdoc />
    public bool OutlivesController => true;

    /// <inheritdoc />
    public TimeSpan ShortestPart => options.ShortestPart;

    /// <inheritdoc />
    public TimeSpan? Time => options.Time;

    /// <inheritdoc />
    public int? Megabytes => options.Megabytes;

    /// <inheritdoc />
    public string Submit(JobRequest job)
    {
        ArgumentNullException.ThrowIfNull(job);
        string script = Path.Combine(job.Folder, "job.sh");
        File.WriteAllText(script, SlurmScript.Of(job, options));
        (int exitCode, string output, string errors) = slurm.Run("sbatch", Arguments(job, script));
        string id = output.Trim().Split(';')[0];
        return exitCode == 0 && id.Length > 0 && id.All(char.IsAsciiDigit)
            ? id
            : throw SlurmRefusals.Of("sbatch", errors.Length > 0 ? errors : output.Trim(), options, Partitions);
    }

    /// <inheritdoc />
    public IReadOnlyList<JobPart> Query(string prefix, IReadOnlyDictionary<string, string> jobs)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(jobs);
        (int exitCode, string output, string errors) = slurm.Run(
            "squeue", "--noheader", "--array", "--states=all", $"--user={Environment.UserName}", "--Format=Name:80,ArrayJobID:20,ArrayTaskID:20,State:20,exit_code:12,NodeList:60,Reason:60");
        if (exitCode != 0)
        {
            throw new JobRefusedException($"Slurm: squeue said '{errors.Replace('\n', ' ')}'.", isPassing: true);
        }

        List<JobPart> parts = [.. output.Split('\n').Select(line => SlurmState.OfQueue(line, prefix)).OfType<JobPart>()];
        string[] hopeless = [.. parts.Where(SlurmState.IsHopeless).Select(part => part.Id).Distinct(StringComparer.Ordinal)];
        if (hopeless.Length > 0)
        {
            Cancel(hopeless);
        }

        HashSet<string> told = [.. parts.Select(part => part.Name)];
        KeyValuePair<string, string>[] gone = [.. jobs.Where(job => !told.Contains(job.Key))];
        if (gone.Length > 0)
        {
            parts.AddRange(past.Of(gone, prefix));
        }

        return parts;
    }

    /// <inheritdoc />
    public void Cancel(IReadOnlyCollection<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        (int exitCode, _, string errors) = slurm.Run("scancel", ids);
        if (exitCode != 0 && !errors.Contains("Invalid job id", StringComparison.Ordinal))
        {
            throw new JobRefusedException($"scancel said '{errors}'. Cancel them by hand: scancel {string.Join(' ', ids)}.", isPassing: true);
        }
    }

    /// <inheritdoc />
    public string Remedy(JobPhase phase, int? exitCode) => phase switch
    {
        JobPhase.OutOfTime => "Ask for more time: [Slurm] Time=….",
        JobPhase.OutOfMemory => "Ask for more memory: [Slurm] Memory=….",
        JobPhase.NodeFailed => "Machines of the cluster fail ('sinfo -R' tells which and why). Leave them out, [Slurm] Arguments=--exclude=…, or run again when they are mended.",
        JobPhase.Cancelled => "Somebody cancelled it. Run again: what was finished is kept.",
        JobPhase.Completed => "Slurm says that it went well, so it wrote to a store that is not seen here. The artifacts folder must lie on a file system that every node sees under the same path; try 'srun ls' on it.",
        JobPhase.Failed => exitCode switch
        {
            SlurmScript.NotSeen or (-53) => "The node does not see the folder of the store. The artifacts folder must lie on a file system that every node sees under the same path; try 'srun ls' on it.",
            126 or 127 => "The node did not find the .NET runtime or the build host. Name the module that has .NET 10, [Slurm] Modules=…, or put dotnet where every node sees it.",
            _ => "Run again when what its log tells is mended.",
        },
        _ => "",
    };

    private IEnumerable<string> Arguments(JobRequest job, string script)
    {
        yield return "--parsable";
        yield return $"--job-name={job.Name}";
        yield return $"--chdir={job.Folder}";
        yield return $"--output={job.LogPath(job.PartCount > 1 ? "%a" : "1")}";
        yield return "--open-mode=append";
        yield return "--no-requeue";
        yield return "--export=ALL";
        yield return $"--time={(int)Math.Ceiling(job.Needs.Time.TotalMinutes)}";
        yield return $"--mem={job.Needs.Megabytes}M";
        yield return "--ntasks=1";
        yield return $"--cpus-per-task={job.Needs.ProcessorCount}";
        if (job.PartCount > 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--array=1-{job.PartCount}");
        }

        if (options.Partition is not null)
        {
            yield return $"--partition={options.Partition}";
        }

        if (options.Account is not null)
        {
            yield return $"--account={options.Account}";
        }

        foreach (string argument in options.Arguments)
        {
            yield return argument;
        }

        yield return script;
    }

    private string Partitions()
    {
        (int exitCode, string output, _) = slurm.Run("sinfo", "--noheader", "--format=%R");
        return exitCode == 0 ? string.Join(", ", output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()) : "others ('sinfo' lists them)";
    }
}
