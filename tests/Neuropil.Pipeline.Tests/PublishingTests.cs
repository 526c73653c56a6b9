namespace Neuropil.Pipeline.Tests;

/// <summary>The artifacts folder shows one run.</summary>
public sealed class PublishingTests
{
    [Fact]
    public void Failed_run_leaves_the_last_good_one()
    {
        using ToyPipeline toy = new();
        toy.Run();
        IReadOnlyDictionary<string, string> before = toy.AllPublished();
        File.WriteAllText(toy.WordsPath, "other words altogether");
        toy.BeforeRun = context =>
        {
            if (context.Id.ToString() == "count[long]")
            {
                throw new InvalidOperationException("no long words today");
            }
        };

        RunReport report = toy.Run();

        Assert.Equal(PublicationStatus.Left, report.Publication.Status);
        Assert.True(report.Publication.HasResults);
        Assert.Equal(before, toy.AllPublished());
        toy.BeforeRun = _ => { };
        Assert.Equal(PublicationStatus.Published, toy.Run().Publication.Status);
        Assert.Equal(["count[long]", "sum"], toy.Ran);
    }

    [Fact]
    public void First_run_that_fails_shows_nothing()
    {
        using ToyPipeline toy = new();
        toy.BeforeRun = context => throw new InvalidOperationException("no");

        RunReport report = toy.Run();

        Assert.Equal(new Publication(PublicationStatus.Left, toy.ArtifactsPath, HasResults: false), report.Publication);
        Assert.Empty(toy.AllPublished());
    }

    [Fact]
    public void Files_of_units_that_are_no_part_of_the_study_any_more_go()
    {
        using ToyPipeline toy = new();
        toy.Run();

        RunReport report = toy.Run([toy.Read()], ["read"]);

        Assert.Equal(PublicationStatus.Published, report.Publication.Status);
        Assert.Equal(["read/words.txt"], toy.AllPublished().Keys);
    }

    [Fact]
    public void Run_that_asks_for_less_keeps_what_still_holds()
    {
        using ToyPipeline toy = new();
        toy.Run();
        IReadOnlyDictionary<string, string> before = toy.AllPublished();

        RunReport report = toy.Run(stages: "read");

        Assert.Equal(PublicationStatus.Unchanged, report.Publication.Status);
        Assert.Equal(before, toy.AllPublished());
    }

    [Fact]
    public void Run_that_asks_for_less_removes_what_is_stale()
    {
        using ToyPipeline toy = new();
        toy.Run();
        toy.Limit = 3;

        toy.Run(stages: "read");

        Assert.Equal(["read/words.txt"], toy.AllPublished().Keys);
    }

    [Fact]
    public void Run_that_asks_for_less_shows_no_more_than_it_was_asked_for()
    {
        using ToyPipeline toy = new();
        toy.Run();
        Directory.Delete(toy.ArtifactsPath + "/count", recursive: true);
        File.Delete(toy.ArtifactsPath + "/run.json");
        File.Delete(toy.ArtifactsPath + "/sum.txt");

        toy.Run(stages: "read");

        Assert.Equal(["read/words.txt"], toy.AllPublished().Keys);
    }

    [Fact]
    public void Run_json_names_tables_parameters_units_and_files()
    {
        using ToyPipeline toy = new();
        RunReport report = toy.Run();

        PublishedRun run = PublishedRun.In(toy.ArtifactsPath)!;

        Assert.Equal(ContentHash.OfFile(toy.WordsPath), run.Tables["words.txt"]);
        Assert.Equal(["read", "count[short]", "count[long]", "sum"], run.Units.Keys);
        Assert.Equal("""{"Limit":4,"Nested":{"Group":"short"},"Seed":42}""", run.Units["count[short]"].Origin.Options.ToJsonString());
        Assert.Equal(toy.AllPublished().Keys.Order(StringComparer.Ordinal), run.Files.Keys.Order(StringComparer.Ordinal));
        Assert.All(run.Files, file => Assert.Equal(ContentHash.OfFile(Path.Combine(toy.ArtifactsPath, file.Key)), file.Value));
        Assert.Equal(report.Units[0].Outputs["words"], run.Files["read/words.txt"]);
    }

    [Fact]
    public void What_somebody_else_put_into_a_folder_of_results_stays()
    {
        using ToyPipeline toy = new();
        toy.Run();
        string notes = Path.Combine(toy.ArtifactsPath, "count", "my notes.txt");
        File.WriteAllText(notes, "mine");
        toy.Limit = 3;

        toy.Run();
        Assert.Equal("mine", File.ReadAllText(notes));
        toy.Run([toy.Read()], ["read"]);

        Assert.Equal("mine", File.ReadAllText(notes));
        Assert.Equal(["count/my notes.txt", "read/words.txt"], toy.AllPublished().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Named_study_has_a_folder_of_its_own_and_shares_the_store()
    {
        using ToyPipeline toy = new();
        toy.Run();
        IReadOnlyDictionary<string, string> before = toy.AllPublished();

        RunReport report = toy.Run(new RunOptions { Study = "second" });

        Assert.Equal(4, report.Count(UnitStatus.Reused));
        Assert.Equal(Path.Combine(toy.ArtifactsPath, "second"), report.Publication.Folder);
        Assert.Equal("2 2\n", toy.Published("second/sum.txt"));
        Assert.Equal("second", PublishedRun.In(Path.Combine(toy.ArtifactsPath, "second"))!.Study);
        Assert.Equal(before, toy.AllPublished().Where(file => !file.Key.StartsWith("second/", StringComparison.Ordinal)).ToDictionary());
    }

    [Theory]
    [InlineData("store")]
    [InlineData("count")]
    [InlineData("../elsewhere")]
    [InlineData("")]
    public void Study_cannot_take_the_place_of_something_else(string name)
    {
        using ToyPipeline toy = new();

        Assert.Contains("A study cannot be named", Assert.Throws<ArgumentException>(() => toy.Run(new RunOptions { Study = name })).Message);
    }

    [Fact]
    public void Five_builds_of_unlike_settings_leave_one_run()
    {
        using ToyPipeline toy = new();
        Parallel.For(0, 5, number =>
        {
            using ToyPipeline own = new(toy.Folder, isGuest: true) { Limit = number + 2 };
            RunReport report = own.Run();
            Assert.True(report.Succeeded, $"{string.Join('\n', report.Failed.Select(unit => unit.Error))} {report.Publication}");
        });

        PublishedRun run = PublishedRun.In(toy.ArtifactsPath)!;

        Assert.Equal(run.Units["count[short]"].Origin.Options["Limit"]!.GetValue<int>(), run.Units["count[long]"].Origin.Options["Limit"]!.GetValue<int>());
        Assert.All(run.Files, file => Assert.Equal(ContentHash.OfFile(Path.Combine(toy.ArtifactsPath, file.Key)), file.Value));
    }

    [Fact]
    public void Artifacts_folder_may_be_a_link()
    {
        using ToyPipeline toy = new();
        Directory.CreateDirectory(Path.Combine(toy.Folder, "elsewhere"));
        Directory.CreateSymbolicLink(toy.ArtifactsPath, Path.Combine(toy.Folder, "elsewhere"));

        Assert.True(toy.Run().Succeeded);

        Assert.Equal("2 2\n", File.ReadAllText(Path.Combine(toy.Folder, "elsewhere", "sum.txt")));
    }
}
