using System.Diagnostics;
using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>
/// Jobs as processes on this machine: no cluster, but each unit in a process of its own. A part that is at work when its build is killed
/// goes on, and the next build finds it by the file that tells its process.
/// </summary>
public sealed class ProcessScheduler : IJobScheduler
{
    private readonly string jobsFolder;
    private readonly SemaphoreSlim places;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Name, int Part), JobPart> parts = [];
    private readonly Dictionary<(string Name, int Part), Process> running = [];
    private readonly HashSet<string> cancelled = [];
    private int lastId = Environment.ProcessId;

    /// <param name="artifactsFolder">Where the store lies.</param>
    /// <param name="sideBySide">How many processes may work at once.</param>
    public ProcessScheduler(string artifactsFolder, int sideBySide)
    {
        jobsFolder = Path.Combine(PipelineRunner.StoreFolder(artifactsFolder), "jobs");
        places = new SemaphoreSlim(sideBySide);
        LargestJob = int.MaxValue;
    }

    /// <inheritdoc />
    public string Name => "processes";

    /// <inheritdoc />
    public int LargestJob { get; }

    /// <inheritdoc />
    public int ProcessorCount => 1;

    /// <inheritdoc />
    public bool OutlivesController => false;

    /// <inheritdoc />
    public TimeSpan ShortestPart => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public TimeSpan? Time => null;

    /// <inheritdoc />
    public int? Megabytes => null;

    /// <inheritdoc />
    public string Submit(JobRequest job)
    {
        ArgumentNullException.ThrowIfNull(job);
        string id = Interlocked.Increment(ref lastId).ToString(CultureInfo.InvariantCulture);
        for (int part = 1; part <= job.PartCount; part++)
        {
            Set(new JobPart(job.Name, id, part, JobPhase.Queued, "waiting"));
            _ = RunWhenThereIsPlace(job, id, part);
        }

        return id;
    }

    /// <inheritdoc />
    public IReadOnlyList<JobPart> Query(string prefix, IReadOnlyDictionary<string, string> jobs)
    {
        lock (gate)
        {
            return [.. parts.Values.Where(part => part.Name.StartsWith(prefix, StringComparison.Ordinal)), .. Orphans(prefix)];
        }
    }

    /// <inheritdoc />
    public void Cancel(IReadOnlyCollection<string> ids)
    {
        lock (gate)
        {
            cancelled.UnionWith(ids);
            foreach ((_, Process process) in running.Where(entry => ids.Contains(parts[entry.Key].Id)))
            {
                process.Kill(entireProcessTree: true);
            }

            foreach (string id in ids)
            {
                if (int.TryParse(id, CultureInfo.InvariantCulture, out int orphan) && Orphans("").Any(part => part.Id == id))
                {
                    using Process process = Process.GetProcessById(orphan);
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

    /// <inheritdoc />
    public string Remedy(JobPhase phase, int? exitCode) => "Run again when what its log tells is mended; what was finished is kept.";

    private async Task RunWhenThereIsPlace(JobRequest job, string id, int part)
    {
        await places.WaitAsync().ConfigureAwait(false);
        try
        {
            using Process? process = Start(job, id, part);
            if (process is not null)
            {
                await process.WaitForExitAsync().ConfigureAwait(false);
                End(job, id, part, process.ExitCode);
            }
        }
        catch (Exception exception)
        {
            Set(new JobPart(job.Name, id, part, JobPhase.Failed, exception.Message));
        }
        finally
        {
            places.Release();
        }
    }

    private Process? Start(JobRequest job, string id, int part)
    {
        string number = part.ToString(CultureInfo.InvariantCulture);
        lock (gate)
        {
            if (cancelled.Contains(id))
            {
                Set(new JobPart(job.Name, id, part, JobPhase.Cancelled, "cancelled"));
                return null;
            }

            // It writes its own log: a pipe would end with this process.
            Process process = Process.Start(new ProcessStartInfo(job.Command[0], [.. job.Command.Skip(1), $"--part={number}", $"--log={job.LogPath(number)}"]))!;
            running[(job.Name, part)] = process;
            File.WriteAllText(Path.Combine(job.Folder, $"process-{number}"), $"{process.Id} {StampOf(process)}");
            Set(new JobPart(job.Name, id, part, JobPhase.Running, "running"));
            return process;
        }
    }

    private void End(JobRequest job, string id, int part, int exitCode)
    {
        lock (gate)
        {
            running.Remove((job.Name, part));
            JobPhase phase = cancelled.Contains(id) ? JobPhase.Cancelled : exitCode == 0 ? JobPhase.Completed : JobPhase.Failed;
            Set(new JobPart(job.Name, id, part, phase, string.Create(CultureInfo.InvariantCulture, $"with exit code {exitCode}"), exitCode));
        }
    }

    private void Set(JobPart part)
    {
        lock (gate)
        {
            parts[(part.Name, part.Part)] = part;
        }
    }

    // Processes of a build that was killed. Each is a job of its own, by the number of its process.
    private IEnumerable<JobPart> Orphans(string prefix)
    {
        if (!Directory.Exists(jobsFolder))
        {
            yield break;
        }

        foreach (string file in Directory.EnumerateDirectories(jobsFolder, prefix + "*").SelectMany(folder => Directory.EnumerateFiles(folder, "process-*")))
        {
            string name = Path.GetFileName(Path.GetDirectoryName(file)!);
            string[] told = File.ReadAllText(file).Split(' ');
            int part = int.Parse(Path.GetFileName(file)["process-".Length..], CultureInfo.InvariantCulture);
            if (told.Length == 2 && !parts.ContainsKey((name, part)) && IsAlive(told[0], told[1]))
            {
                yield return new JobPart(name, told[0], part, JobPhase.Running, "running");
            }
        }
    }

    private static bool IsAlive(string id, string stamp)
    {
        try
        {
            using Process process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return !process.HasExited && StampOf(process) == stamp;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    // Numbers of processes come again; their beginnings do not.
    private static string StampOf(Process process) => process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
}
