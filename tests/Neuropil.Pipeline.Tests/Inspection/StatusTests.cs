namespace Neuropil.Pipeline.Tests;

/// <summary>How results stand.</summary>
public sealed class StatusTests
{
    [Fact]
    public void Units_that_never_ran_are_missing_then_fresh_then_stale_with_the_reason()
    {
        using ToyPipeline toy = new();
        Assert.All(Status(toy).Units, unit => Assert.Equal(Freshness.Missing, unit.State));
        Assert.Null(Status(toy).Estimate);
        toy.Run();
        Assert.All(Status(toy).Units, unit => Assert.Equal(Freshness.Fresh, unit.State));
        Assert.Equal(0, Status(toy).ToRun);
        toy.Limit = 5;

        StatusReport report = Status(toy);

        Assert.Equal([Freshness.Fresh, Freshness.Stale, Freshness.Stale, Freshness.Stale], report.Units.Select(unit => unit.State));
        Assert.Equal(["Limit 4 → 5"], report.Units[1].Reasons);
        Assert.Contains("depends on count[short]", report.Units[3].Reasons[0]);
        Assert.NotNull(report.Estimate);
    }

    [Fact]
    public void Unit_that_failed_is_failed_with_its_message_until_something_changes()
    {
        using ToyPipeline toy = new();
        toy.BeforeRun = context => _ = context.Id.Group == "long" ? throw new InvalidDataException("row 7 is odd") : 0;
        toy.Run();

        UnitState failed = Status(toy).Units.Single(unit => unit.Unit.Group == "long");
        Assert.Equal(Freshness.Failed, failed.State);
        Assert.Equal(["row 7 is odd"], failed.Reasons);
        toy.BeforeRun = _ => { };
        toy.Run();
        Assert.Equal(0, Status(toy).ToRun);
    }

    [Fact]
    public void Result_that_was_lost_is_missing()
    {
        using ToyPipeline toy = new();
        RunReport made = toy.Run();
        File.Delete(toy.Runner().Store.ObjectPath(made.Units[0].Outputs["words"]));

        Assert.Equal(Freshness.Missing, Status(toy).Units[0].State);
    }

    [Fact]
    public void Estimate_is_the_time_of_the_units_on_the_threads_there_are()
    {
        using ToyPipeline toy = new();
        toy.BeforeRun = context => Thread.Sleep(context.Id.Stage == "count" ? 200 : 0);
        toy.Run();
        toy.Limit = 3;

        TimeSpan one = Status(toy, threads: 1).Estimate!.Value;
        TimeSpan two = Status(toy, threads: 2).Estimate!.Value;

        Assert.True(one >= TimeSpan.FromMilliseconds(400));
        Assert.True(two < one && two >= TimeSpan.FromMilliseconds(200));
    }

    private static StatusReport Status(ToyPipeline toy, int threads = 2) => toy.Runner().Status(toy.Graph(), ["sum"], new RunOptions { ThreadCount = threads }, new RecordingListener());
}
