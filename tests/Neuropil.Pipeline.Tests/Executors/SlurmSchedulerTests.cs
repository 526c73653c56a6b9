namespace Neuropil.Pipeline.Tests;

/// <summary>Slurm's commands as small scripts that say what the real ones were seen to say.</summary>
public sealed class SlurmSchedulerTests
{
    [Fact]
    public void Job_is_asked_for_with_all_that_it_needs()
    {
        using TemporaryFolder folder = new();
        SlurmScheduler slurm = Slurm(folder, ("sbatch", $"echo \"$@\" > {folder["asked"]}; echo '17;cluster'"));

        string id = slurm.Submit(Request(folder, partCount: 3));

        Assert.Equal("17", id);
        string asked = File.ReadAllText(folder["asked"]);
        Assert.All(
            ["--job-name=neuropil-a-1", "--array=1-3", "--time=90", "--mem=512M", "--cpus-per-task=2", "--partition=long", "--account=lab", "--qos=x", "--no-requeue", "log-%a.txt"],
            argument => Assert.Contains(argument, asked));
        string script = File.ReadAllText(folder["job.sh"]);
        Assert.Contains("module load 'dotnet/10'", script);
        Assert.Contains("'it'\\''s' --part=\"${SLURM_ARRAY_TASK_ID:-1}\"", script);
    }

    [Theory]
    [InlineData("sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)", true, "Unable to contact")]
    [InlineData("sbatch: error: Batch job submission failed: Socket timed out on send/recv operation", true, "timed out")]
    [InlineData("sbatch: error: QOSMaxSubmitJobPerUserLimit\nsbatch: error: Batch job submission failed: Job violates accounting/QOS policy", true, "QOSMaxSubmit")]
    [InlineData("sbatch: error: invalid partition specified: long\nsbatch: error: Batch job submission failed: Invalid partition name specified", false, "this cluster has main, gpu")]
    [InlineData("sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified", false, "[Slurm] Account is 'lab'")]
    [InlineData("sbatch: error: Memory specification can not be satisfied\nsbatch: error: Batch job submission failed: Requested node configuration is not available", false, "[Slurm] Memory")]
    [InlineData("sbatch: error: Batch job submission failed: Invalid job array specification", false, "LargestArray")]
    public void Refusal_says_whether_it_passes_and_what_to_do(string errors, bool isPassing, string told)
    {
        using TemporaryFolder folder = new();
        folder.Write("errors", errors);
        SlurmScheduler slurm = Slurm(folder, ("sbatch", $"cat {folder["errors"]} >&2; exit 1"), ("sinfo", "echo main; echo gpu; echo main"));

        JobRefusedException refusal = Assert.Throws<JobRefusedException>(() => slurm.Submit(Request(folder)));

        Assert.Equal(isPassing, refusal.IsPassing);
        Assert.Contains(told, refusal.Message);
    }

    [Fact]
    public void Missing_command_says_where_to_look()
    {
        using TemporaryFolder folder = new();

        JobRefusedException refusal = Assert.Throws<JobRefusedException>(() => Slurm(folder).Submit(Request(folder)));

        Assert.False(refusal.IsPassing);
        Assert.Contains("[Slurm] Commands=", refusal.Message);
    }

    [Fact]
    public void States_of_the_queue_are_read_and_other_jobs_left_out()
    {
        using TemporaryFolder folder = new();
        folder.Write("queue", """
            neuropil-a-1    1    1    COMPLETED    0    n1    None
            neuropil-a-1    1    2    FAILED    768    n1    NonZeroExitCode
            neuropil-a-1    1    3    FAILED    9    n2    JobLaunchFailure
            neuropil-a-2    2    N/A    FAILED    4021    n3    JobLaunchFailure
            neuropil-a-3    3    N/A    PENDING    0    PartitionTimeLimit
            neuropil-a-4    4    7    PENDING    0    Resources
            neuropil-a-4    4    8    TIMEOUT    15    n1    TimeLimit
            neuropil-a-4    4    9    NODE_FAIL    0    n1    NodeDown
            neuropil-b-1    5    1    RUNNING    0    n1    None
            other           6    N/A  RUNNING    0    n1    None
            """);
        SlurmScheduler slurm = Slurm(folder, ("squeue", $"cat {folder["queue"]}"), ("scancel", $"echo \"$@\" > {folder["cancelled"]}"));

        IReadOnlyList<JobPart> parts = slurm.Query("neuropil-a-", new Dictionary<string, string>());

        Assert.Equal(
            [
                ("1", 1, JobPhase.Completed, 0), ("1", 2, JobPhase.Failed, 3), ("1", 3, JobPhase.Failed, -9), ("2", 1, JobPhase.Failed, -53), ("3", 1, JobPhase.Failed, null),
                ("4", 7, JobPhase.Queued, 0), ("4", 8, JobPhase.OutOfTime, -15), ("4", 9, JobPhase.NodeFailed, 0),
            ],
            parts.Select(part => (part.Id, part.Part, part.Phase, part.ExitCode)));
        Assert.Equal("3\n", File.ReadAllText(folder["cancelled"]));
    }

    [Fact]
    public void Without_accounting_the_completion_log_tells_of_forgotten_jobs()
    {
        using TemporaryFolder folder = new();
        folder.Write("jobcomp.txt", "JobId=7 UserId=me(1) Name=neuropil-a-1 JobState=TIMEOUT NodeList=n1 ArrayJobId=1 ArrayTaskId=2 DerivedExitCode=0:0 ExitCode=0:15 \n");
        SlurmScheduler slurm = Slurm(
            folder,
            ("squeue", "true"),
            ("sacct", "echo 'Slurm accounting storage is disabled' >&2; exit 1"),
            ("scontrol", $"echo 'JobCompLoc              = {folder["jobcomp.txt"]}'; echo 'JobCompType             = jobcomp/filetxt'"));

        JobPart part = Assert.Single(slurm.Query("neuropil-a-", new Dictionary<string, string> { ["neuropil-a-1"] = "1" }));

        Assert.Equal(("1", 2, JobPhase.OutOfTime), (part.Id, part.Part, part.Phase));
    }

    [Fact]
    public void Accounting_tells_of_forgotten_jobs()
    {
        using TemporaryFolder folder = new();
        SlurmScheduler slurm = Slurm(folder, ("squeue", "true"), ("sacct", "echo 'neuropil-a-1|1_2|CANCELLED by 1000|0:15|n1'; echo 'neuropil-a-1|1_3|OUT_OF_MEMORY|0:125|n1'"));

        IReadOnlyList<JobPart> parts = slurm.Query("neuropil-a-", new Dictionary<string, string> { ["neuropil-a-1"] = "1" });

        Assert.Equal([(2, JobPhase.Cancelled), (3, JobPhase.OutOfMemory)], parts.Select(part => (part.Part, part.Phase)));
    }

    private static SlurmScheduler Slurm(TemporaryFolder folder, params (string Name, string Script)[] commands)
    {
        foreach ((string name, string script) in commands)
        {
            string path = folder.Write(Path.Combine("bin", name), $"#!/bin/sh\n{script}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return new SlurmScheduler(new SlurmOptions { Partition = "long", Account = "lab", Arguments = ["--qos=x"], Modules = ["dotnet/10"], CommandFolder = folder["bin"] });
    }

    private static JobRequest Request(TemporaryFolder folder, int partCount = 1) => new()
    {
        Name = "neuropil-a-1",
        Folder = folder.Path,
        PartCount = partCount,
        Command = ["/usr/bin/program", "it's"],
        Needs = new JobNeeds(TimeSpan.FromMinutes(90), 512, 2),
    };
}
