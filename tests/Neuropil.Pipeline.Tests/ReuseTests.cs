namespace Neuropil.Pipeline.Tests;

public sealed class ReuseTests
{
    [Fact]
    public void First_run_makes_everything_and_publishes_it()
    {
        using ToyPipeline toy = new();

        RunReport report = toy.Run();

        Assert.True(report.Succeeded);
        Assert.Equal(["read: run, first run", "count[short]: run, first run", "count[long]: run, first run", "sum: run, first run"], Lines(report));
        Assert.Equal("2 2\n", toy.Published("sum.txt"));
        Assert.Equal("Word,Letters\nTHREE,5\nSEVENTEEN,9\n", toy.Published("count/long.csv"));
    }

    [Fact]
    public void Second_run_computes_nothing_and_says_so()
    {
        using ToyPipeline toy = new();
        toy.Run();

        RunReport report = toy.Run();

        Assert.Equal(["read: reuse", "count[short]: reuse", "count[long]: reuse", "sum: reuse"], Lines(report));
        Assert.Empty(toy.Ran);
    }

    [Fact]
    public void Unit_that_comes_out_the_same_leaves_its_dependants_alone()
    {
        using ToyPipeline toy = new();
        toy.Run();
        File.WriteAllText(toy.WordsPath, "one two  three seventeen ");

        RunReport report = toy.Run();

        Assert.Equal(["read: run, input words changed", "count[short]: reuse", "count[long]: reuse", "sum: reuse"], Lines(report));
    }

    [Fact]
    public void Reverting_an_input_brings_the_old_results_back_without_computing()
    {
        using ToyPipeline toy = new();
        toy.Run();
        IReadOnlyDictionary<string, string> first = toy.AllPublished();
        File.WriteAllText(toy.WordsPath, "entirely different words");
        toy.Run();
        Assert.NotEqual(first, toy.AllPublished());
        File.WriteAllText(toy.WordsPath, "one two three seventeen");

        RunReport report = toy.Run();

        Assert.Empty(toy.Ran);
        Assert.All(report.Units, unit => Assert.Equal(UnitStatus.Reused, unit.Status));
        Assert.Equal(first, toy.AllPublished());
    }

    [Fact]
    public void Reasons_name_what_changed_field_by_field()
    {
        using ToyPipeline toy = new();
        toy.Run();
        toy.Limit = 3;
        toy.Seed = 43;
        toy.Upper = false;
        toy.SumFormat = 2;
        toy.Code = "2";
        File.WriteAllText(toy.ExtraPath, "extra");

        RunReport report = toy.Run();

        Assert.Equal(
            [
                "read: run, Upper true → false; input extra new",
                "count[short]: run, Limit 4 → 3; Seed 42 → 43; input words changed; code of Toy.Words changed",
                "count[long]: run, Limit 4 → 3; Seed 42 → 43; input words changed; code of Toy.Words changed",
                "sum: run, format version 1 → 2; input counts[long] changed; input counts[short] changed",
            ],
            Lines(report));
    }

    [Fact]
    public void Optional_input_that_goes_is_named()
    {
        using ToyPipeline toy = new();
        File.WriteAllText(toy.ExtraPath, "extra");
        toy.Run();
        File.WriteAllText(toy.WordsPath, "one two");
        File.Delete(toy.ExtraPath);

        RunReport report = toy.Run();

        Assert.Equal("read: run, input extra gone; input words changed", Lines(report)[0]);
    }

    [Fact]
    public void Same_content_elsewhere_is_the_same_input_but_another_extension_is_not()
    {
        using ToyPipeline toy = new();
        toy.Run();
        toy.WordsPath = Path.Combine(toy.Folder, "moved.txt");
        File.WriteAllText(toy.WordsPath, "one two three seventeen");
        Assert.Equal(UnitStatus.Reused, toy.Run().Units[0].Status);
        toy.WordsPath = Path.Combine(toy.Folder, "moved.tsv");
        File.WriteAllText(toy.WordsPath, "one two three seventeen");

        RunReport report = toy.Run();

        Assert.Equal("read: run, input words .txt → .tsv", Lines(report)[0]);
    }

    [Fact]
    public void Warnings_and_notes_are_told_again_on_reuse()
    {
        using ToyPipeline toy = new("lonely");
        RunReport first = toy.Run();

        RunReport second = toy.Run();

        UnitMessage[] expected = [new(MessageKind.Warning, $"hardly any words in {toy.WordsPath}"), new(MessageKind.Note, "1 words")];
        Assert.Equal(expected, first.Units[0].Messages);
        Assert.Equal(expected, second.Units[0].Messages);
    }

    [Fact]
    public void Reused_message_names_the_file_that_is_read_now()
    {
        using ToyPipeline toy = new("lonely");
        toy.Run();
        toy.WordsPath = Path.Combine(toy.Folder, "moved.txt");
        File.WriteAllText(toy.WordsPath, "lonely");

        RunReport second = toy.Run();

        Assert.Equal(UnitStatus.Reused, second.Units[0].Status);
        Assert.Equal($"hardly any words in {toy.WordsPath}", second.Units[0].Messages[0].Text);
    }

    [Fact]
    public void Published_file_that_was_edited_or_deleted_is_put_right()
    {
        using ToyPipeline toy = new();
        toy.Run();
        IReadOnlyDictionary<string, string> expected = toy.AllPublished();
        File.WriteAllText(Path.Combine(toy.ArtifactsPath, "sum.txt"), "9 9\n");
        File.Delete(Path.Combine(toy.ArtifactsPath, "count", "long.csv"));

        toy.Run();

        Assert.Empty(toy.Ran);
        Assert.Equal(expected, toy.AllPublished());
    }

    [Fact]
    public void Only_the_units_that_a_stage_needs_are_brought()
    {
        using ToyPipeline toy = new();

        RunReport report = toy.Run(stages: "read");

        Assert.Equal(["read: run, first run"], Lines(report));
    }

    [Fact]
    public void Explaining_tells_what_would_run_and_leaves_no_trace()
    {
        using ToyPipeline toy = new();
        RunOptions explain = new() { Explain = true };

        RunReport before = toy.Run(explain);
        Assert.False(Directory.Exists(toy.ArtifactsPath));
        toy.Run();
        toy.Limit = 3;
        RunReport after = toy.Run(explain);

        Assert.Equal(["read: would run, first run", "count[short]: not known yet, depends on read"], Lines(before).Take(2));
        Assert.Equal(
            ["read: reuse", "count[short]: would run, Limit 4 → 3", "count[long]: would run, Limit 4 → 3", "sum: not known yet, depends on count[short], count[long]"],
            Lines(after));
        Assert.Empty(toy.Ran);
    }

    [Fact]
    public void Exclusive_run_refuses_to_run_what_it_depends_on()
    {
        using ToyPipeline toy = new();
        RunOptions exclusive = new() { Exclusive = true };
        RunReport refused = toy.Run(exclusive);
        Assert.Contains("read is out of date (first run)", Assert.Single(refused.Failed).Error!.Message);
        toy.Run();
        toy.SumFormat = 2;

        RunReport report = toy.Run(exclusive);

        Assert.True(report.Succeeded);
        Assert.Equal(["sum"], toy.Ran);
    }

    private static string[] Lines(RunReport report) => [.. report.Units.Select(unit => unit.ToString())];
}
