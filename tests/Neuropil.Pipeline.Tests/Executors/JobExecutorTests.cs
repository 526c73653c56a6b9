namespace Neuropil.Pipeline.Tests;

public sealed class JobExecutorTests
{
    private static readonly JobPace Fast = new()
    {
        Tick = TimeSpan.FromMilliseconds(5),
        Gathering = (TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(200)),
        Query = (TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20)),
        RecordGrace = TimeSpan.FromMilliseconds(50),
        UnknownGrace = TimeSpan.FromMilliseconds(50),
        Refused = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5), 6),
    };

    [Fact]
    public void Jobs_leave_the_bytes_of_one_process()
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy);

        RunReport report = Run(toy, scheduler);

        Assert.True(report.Succeeded);
        IReadOnlyDictionary<string, string> byJobs = toy.AllPublished();
        Directory.Delete(toy.ArtifactsPath, recursive: true);
        toy.Run();
        Assert.Equal(toy.AllPublished(), byJobs);
    }

    [Fact]
    public void Short_units_that_are_ready_together_share_a_part()
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy);

        Run(toy, scheduler);

        Assert.Equal([1, 1, 1], scheduler.Requests.Select(request => request.PartCount));
    }

    [Fact]
    public void Long_units_are_parts_of_one_job()
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy) { ShortestPart = TimeSpan.Zero };

        Run(toy, scheduler);

        Assert.Equal([1, 2, 1], scheduler.Requests.Select(request => request.PartCount));
    }

    [Fact]
    public void Second_run_asks_for_nothing()
    {
        using ToyPipeline toy = new();
        Run(toy, new FakeScheduler(toy));
        FakeScheduler scheduler = new(toy);

        RunReport report = Run(toy, scheduler);

        Assert.Equal(4, report.Count(UnitStatus.Reused));
        Assert.Empty(scheduler.Requests);
    }

    [Theory]
    [InlineData(JobPhase.OutOfTime, null, 20, 100)]
    [InlineData(JobPhase.OutOfMemory, null, 10, 200)]
    [InlineData(JobPhase.NodeFailed, null, 10, 100)]
    [InlineData(JobPhase.Failed, -9, 10, 200)]
    [InlineData(JobPhase.Failed, 143, 10, 100)]
    public void What_passes_is_asked_for_again_with_more_of_what_was_missing(JobPhase phase, int? exitCode, int minutes, int megabytes)
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy) { Ends = (job, _) => job == 1 ? (phase, exitCode) : null };

        RunReport report = Run(toy, scheduler);

        Assert.True(report.Succeeded);
        Assert.Equal((minutes, megabytes), ((int)scheduler.Requests[1].Needs.Time.TotalMinutes, scheduler.Requests[1].Needs.Megabytes));
    }

    [Theory]
    [InlineData(JobPhase.OutOfTime)]
    [InlineData(JobPhase.NodeFailed)]
    public void Three_tries_are_the_most(JobPhase phase)
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy) { Ends = (_, _) => (phase, null) };

        RunReport report = Run(toy, scheduler);

        Assert.Equal(3, scheduler.Requests.Count);
        Assert.Contains($"Do something about {phase}.", Assert.Single(report.Failed).Error!.Message);
    }

    [Theory]
    [InlineData(JobPhase.Completed)]
    [InlineData(JobPhase.Failed)]
    [InlineData(JobPhase.Cancelled)]
    public void End_without_a_record_is_a_failure_that_shows_the_log(JobPhase phase)
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy) { Ends = (_, _) => (phase, phase == JobPhase.Completed ? 0 : 1) };
        scheduler.BeforeSubmit = _ =>
        {
            string folder = Directory.GetDirectories(Path.Combine(toy.ArtifactsPath, "store", "jobs")).Single();
            File.WriteAllText(Path.Combine(folder, "log-1.txt"), "the machine said this\n");
        };

        RunReport report = Run(toy, scheduler);

        string message = Assert.Single(report.Failed).Error!.Message;
        Assert.Contains("without a record in the store", message);
        Assert.EndsWith("ends:\nthe machine said this", message);
        Assert.Single(scheduler.Requests);
    }

    [Fact]
    public void Error_of_a_unit_is_told_as_on_one_machine_and_not_tried_again()
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy);

        RunReport report = Run(toy, scheduler, context => throw new InvalidDataException($"{context.Id} cannot"));

        Assert.Equal("read cannot", Assert.Single(report.Failed).Error!.Message);
        Assert.Single(scheduler.Requests);
    }

    [Fact]
    public void Scheduler_that_refuses_for_a_while_is_asked_again()
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy) { BeforeSubmit = count => _ = count < 3 ? throw new JobRefusedException("busy", isPassing: true) : count };

        Assert.True(Run(toy, scheduler).Succeeded);
        Assert.Equal(6, scheduler.AskedCount);
    }

    [Fact]
    public void Refusal_for_good_is_not_asked_again()
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy) { BeforeSubmit = _ => throw new JobRefusedException("no such partition", isPassing: false) };

        Assert.Equal("no such partition", Assert.Single(Run(toy, scheduler).Failed).Error!.Message);
        Assert.Equal(1, scheduler.AskedCount);
    }

    [Fact]
    public void Job_of_a_build_that_was_killed_is_found_again_and_not_asked_for_twice()
    {
        using ToyPipeline toy = new();
        FakeScheduler scheduler = new(toy);
        using CancellationTokenSource stop = new();
        scheduler.Ends = (_, _) =>
        {
            stop.Cancel();
            return (JobPhase.Running, null);
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(toy, scheduler, cancellation: stop.Token));
        JobRequest left = Assert.Single(scheduler.Requests);
        scheduler.Ends = (_, _) => null;
        using Timer job = new(
            _ => JobWork.Run(toy.Graph(), Path.Combine(left.Folder, "orders"), 1, new RunOptions { ThreadCount = 1 }, new RecordingListener(), new FakeCode("Toy.Words", toy.Code, "count"), FastDisk.Instance),
            null,
            TimeSpan.FromMilliseconds(300),
            Timeout.InfiniteTimeSpan);

        RunReport report = Run(toy, scheduler);

        Assert.True(report.Succeeded);
        Assert.Equal(3, scheduler.Requests.Count);
        Assert.Empty(scheduler.Cancelled);
    }

    private static RunReport Run(ToyPipeline toy, FakeScheduler scheduler, Action<UnitContext>? before = null, CancellationToken cancellation = default)
    {
        toy.BeforeRun = before ?? (_ => { });
        return toy.Run(new RunOptions { ThreadCount = 2, Jobs = new JobOptions { Scheduler = scheduler, Command = ["none"], Pace = Fast }, Cancellation = cancellation });
    }
}
