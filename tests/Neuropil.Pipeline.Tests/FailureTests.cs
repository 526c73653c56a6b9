namespace Neuropil.Pipeline.Tests;

public sealed class FailureTests
{
    [Fact]
    public void Failure_of_one_unit_lets_the_independent_ones_finish()
    {
        using ToyPipeline toy = new();
        toy.BeforeRun = context =>
        {
            if (context.Id.Group == "short")
            {
                throw new InvalidOperationException("no short words today");
            }
        };

        RunReport report = toy.Run();

        Assert.False(report.Succeeded);
        Assert.Equal(
            ["read: run, first run", "count[short]: failed, no short words today", "count[long]: run, first run", "sum: skipped, count[short] did not end well"],
            report.Units.Select(unit => unit.ToString()));
        toy.BeforeRun = _ => { };
        toy.Run();
        Assert.Equal(["count[short]", "sum"], toy.Ran);
    }

    [Fact]
    public void Input_that_changes_under_the_unit_fails_it_and_records_nothing()
    {
        using ToyPipeline toy = new();
        toy.BeforeRun = context =>
        {
            if (context.Id.Stage == "read")
            {
                File.WriteAllText(toy.WordsPath, "changed meanwhile");
            }
        };

        RunReport report = toy.Run();

        Assert.Contains("changed while read was reading it", Assert.Single(report.Failed).Error!.Message);
        Assert.Empty(toy.AllPublished());
        toy.BeforeRun = _ => { };
        Assert.Equal("read: run, first run", toy.Run().Units[0].ToString());
    }

    [Fact]
    public void Optional_input_that_appears_under_the_unit_fails_it()
    {
        using ToyPipeline toy = new();
        toy.BeforeRun = context =>
        {
            if (context.Id.Stage == "read")
            {
                File.WriteAllText(toy.ExtraPath, "late");
            }
        };

        Assert.Contains("extra.txt changed while read was reading it", Assert.Single(toy.Run().Failed).Error!.Message);
    }

    [Fact]
    public void Missing_file_is_named_with_its_remedy_and_no_artifact_changes()
    {
        using ToyPipeline toy = new();
        toy.Run();
        IReadOnlyDictionary<string, string> before = toy.AllPublished();
        File.Delete(toy.WordsPath);

        RunReport report = toy.Run();

        Assert.Equal($"{toy.WordsPath} does not exist. Name it with --words=….", Assert.Single(report.Failed).Error!.Message);
        Assert.Equal(before, toy.AllPublished());
    }

    [Fact]
    public void Unit_that_leaves_an_output_out_fails()
    {
        using ToyPipeline toy = new();
        Unit lazy = Unit.Of(
            new UnitId("lazy"), NoOptions.Value, NoOptions.Value, new ToyUnits.ReadOutputs(new("words.txt", Codecs.Text)), static (_, _) => { });

        RunReport report = toy.Run([lazy], ["lazy"]);

        Assert.Equal("lazy ended without writing words.", Assert.Single(report.Failed).Error!.Message);
    }

    [Fact]
    public void Cancelling_stops_the_run_and_keeps_what_was_finished()
    {
        using ToyPipeline toy = new();
        using CancellationTokenSource source = new();
        toy.BeforeRun = context =>
        {
            if (context.Id.Stage == "count")
            {
                source.Cancel();
                context.Cancellation.ThrowIfCancellationRequested();
            }
        };

        Assert.ThrowsAny<OperationCanceledException>(() => toy.Run(new RunOptions { Cancellation = source.Token, ThreadCount = 1 }));

        toy.BeforeRun = _ => { };
        toy.Run();
        Assert.DoesNotContain("read", toy.Ran);
        Assert.Empty(Directory.Exists(Path.Combine(toy.ArtifactsPath, "store", "scratch"))
            ? Directory.EnumerateDirectories(Path.Combine(toy.ArtifactsPath, "store", "scratch"))
            : []);
    }

    [Fact]
    public void Computation_that_depends_on_chance_is_told()
    {
        using ToyPipeline toy = new();
        Unit chance = Unit.Of(
            new UnitId("chance"),
            NoOptions.Value,
            NoOptions.Value,
            new ToyUnits.ReadOutputs(new("words.txt", Codecs.Text)),
            static (_, context) => context.Write(context.Outputs.Words, $"{Guid.NewGuid()}"));
        RunReport first = toy.Run([chance], ["chance"]);
        File.Delete(toy.Runner().Store.ObjectPath(first.Units[0].Outputs["words"]));

        RunReport second = toy.Run([chance], ["chance"]);

        Assert.Contains("not reproducible", Assert.Single(second.Units[0].Messages).Text);
    }
}
