namespace Neuropil.Pipeline.Tests;

/// <summary>What differs between runs.</summary>
public sealed class CompareTests
{
    [Fact]
    public void Same_runs_differ_in_nothing()
    {
        using ToyPipeline toy = new();
        toy.Run();

        Assert.True(RunComparison.Of(Side(toy, "latest"), Side(toy, toy.ArtifactsPath)).IsSame);
    }

    [Fact]
    public void Runs_of_other_parameters_tell_parameter_unit_row_and_cell_with_both_values()
    {
        using ToyPipeline toy = new();
        toy.Run();
        toy.Limit = 5;
        toy.Code = "2";
        toy.Run();

        RunComparison comparison = RunComparison.Of(Side(toy, "previous"), Side(toy, "latest"));

        Assert.Equal(["count[short]: Limit 4 → 5", "count[long]: Limit 4 → 5"], comparison.Parameters);
        Assert.Equal(["Toy.Words, reached by count[short], count[long]"], comparison.Code);
        Assert.Empty(comparison.Tables);
        Assert.Equal("count[short]: count/short.csv differs first in line 4, column Word: nothing → 'THREE'", comparison.Results[0].ToString());
        Assert.Contains(comparison.Results, difference => difference.ToString() == "count[long]: count/long.csv differs first in line 2, column Word: 'THREE' → 'SEVENTEEN'");
    }

    [Fact]
    public void Runs_of_other_tables_name_them()
    {
        using ToyPipeline toy = new();
        toy.Run();
        File.WriteAllText(toy.WordsPath, "one two three sixteen");
        toy.Run();

        Assert.Equal(["words.txt changed"], RunComparison.Of(Side(toy, "previous"), Side(toy, "latest")).Tables);
    }

    [Fact]
    public void Lock_of_the_same_data_tells_cells_and_of_other_data_says_so()
    {
        using ToyPipeline toy = new();
        string path = Path.Combine(toy.Folder, "toy.lock");
        ArtifactLock.Of(toy.Graph(), toy.Run(), toy.ArtifactsPath).Write(path);
        Assert.True(RunComparison.Of(Side(toy, path), Side(toy, "latest")).IsSame);
        Assert.Empty(ArtifactLock.Read(path).OtherTables(toy.Graph()));
        toy.Limit = 5;
        toy.Run();
        Assert.Contains("differs first in line", RunComparison.Of(Side(toy, path), Side(toy, "latest")).Results[0].Where);
        File.WriteAllText(toy.WordsPath, "one two three sixteen");
        toy.Run();

        RunComparison other = RunComparison.Of(Side(toy, path), Side(toy, "latest"));

        Assert.True(other.IsOfOtherData);
        Assert.Empty(other.Results);
        Assert.Equal(["words.txt changed"], ArtifactLock.Read(path).OtherTables(toy.Graph()));
    }

    [Fact]
    public void Lock_of_an_earlier_version_is_read_and_tells_no_tables()
    {
        using ToyPipeline toy = new();
        string path = Path.Combine(toy.Folder, "toy.lock");
        ArtifactLock.Of(toy.Graph(), toy.Run(), toy.ArtifactsPath).Write(path);
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(path), "\"tables\": \\[.*?\\],", "", System.Text.RegularExpressions.RegexOptions.Singleline));

        ArtifactLock read = ArtifactLock.Read(path);

        Assert.Null(read.Tables);
        Assert.Empty(read.OtherTables(toy.Graph()));
    }

    [Fact]
    public void Word_that_means_no_run_is_refused_with_what_there_is()
    {
        using ToyPipeline toy = new();
        toy.Run();

        ArgumentException exception = Assert.Throws<ArgumentException>(() => Side(toy, "yesterday"));

        Assert.Contains("'yesterday' is no run: expected a folder of results", exception.Message);
        Assert.Contains("-default-", exception.Message);
    }

    private static RunSide Side(ToyPipeline toy, string word) => RunSide.Of(word, Path.GetFullPath(word, toy.Folder), toy.ArtifactsPath, null);
}
