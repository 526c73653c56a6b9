using static Neuropil.Build.Tests.HostProcess;

namespace Neuropil.Build.Tests;

/// <summary>The host as its users meet it: a process with arguments, two streams and an exit code.</summary>
public sealed class HostTests
{
    [Fact]
    public void Without_a_target_it_tells_the_tasks_in_order()
    {
        Outcome outcome = Run();

        Assert.Equal(0, outcome.ExitCode);
        string[] names = [.. TaskList.InOrder.Select(TaskAttributes.NameOf)];
        Assert.Equal(names, outcome.Output.Split('\n').SkipWhile(line => line != "Tasks").Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public void Dry_run_tells_the_tasks_and_runs_none()
    {
        Outcome outcome = Run("--target=Predict", "--dry-run");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("1. Ingest", outcome.Output);
        Assert.Contains("6. Predict", outcome.Output);
        Assert.DoesNotContain("ingest:", outcome.Output);
    }

    [Fact]
    public void Tree_shows_what_depends_on_what()
    {
        Outcome outcome = Run("--tree");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("└─Predict", outcome.Output);
    }

    [Fact]
    public void Descriptions_are_listed() => Assert.Contains("reads and checks the workbooks", Run("--description").Output);

    [Fact]
    public void Version_names_the_engine_too() => Assert.Matches(@"^Neuropil \d+\.\d+\.\d+ on Cake 7\.0\.0\n$", Run("--version").Output);

    [Fact]
    public void Unknown_target_fails_on_the_error_stream_with_the_nearest_name()
    {
        Outcome outcome = Run("--target=Clstr");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith("Error: There is no task 'Clstr'", outcome.Errors);
        Assert.Contains("'Cluster'", outcome.Errors);
    }

    [Fact]
    public void Misspelt_setting_fails_whatever_the_target()
    {
        Outcome outcome = Run("--target=Predict", "--dryrun", "--Embed_Neigbors=30");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Embed_Neighbors", outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
    }

    [Fact]
    public void Missing_workbook_fails_with_its_remedy_and_without_a_stack_trace()
    {
        Outcome outcome = Run("--target=Ingest", "--explain", "--data=no/such/workbook.xlsx");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("workbook.xlsx does not exist", outcome.Errors);
        Assert.Contains("--data=FILE", outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
    }

    [Fact]
    public void Nothing_is_coloured_where_the_output_is_no_terminal()
        => Assert.DoesNotContain('\u001b', Run("--tree").Output + Run("--description").Output + Run("--target=Predict", "--dryrun").Output);

    [Fact]
    public void What_is_wrong_with_a_table_is_told_in_ten_lines_with_the_settings_line_and_all_of_it_in_a_file()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("neuropil-problems");
        string study = Path.Combine(folder.FullName, $"{folder.Name}.config");
        string results = Path.Combine(Neuropil.Tests.Repository.PathOf("artifacts"), folder.Name);
        try
        {
            File.WriteAllLines(Path.Combine(folder.FullName, "table.csv"), ["id,x,y,z,size", .. Enumerable.Range(0, 40).Select(row => $"{row},1,2,3,{(row < 30 ? $"bad{row}" : "1")}")]);
            File.WriteAllLines(study, ["[Data]", "Historical = table.csv", "[Columns]", "Id = id", "Position = x, y, z", "[Features]", "size = log"]);
            Outcome outcome = Run("--target=Ingest", $"--study={study}");
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("and 20 more, 30 in all", outcome.Errors, StringComparison.Ordinal);
            Assert.Contains("problems.csv", outcome.Errors, StringComparison.Ordinal);
            Assert.Equal(31, File.ReadAllLines(Path.Combine(results, "problems.csv")).Length);

            File.WriteAllLines(study, ["[Data]", "Historical = table.csv", "[Columns]", "Id = it", "Position = x, y, z", "[Features]", "size = log"]);
            Assert.Contains($"[Columns] Id ({folder.Name}.config, line 4) names 'it'", Run("--target=Ingest", $"--study={study}").Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
            Directory.Delete(results, recursive: true);
        }
    }
}
