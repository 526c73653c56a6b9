using Neuropil.Learning;
using Neuropil.Report;
using Neuropil.Study;
using Neuropil.Tests;

namespace Neuropil.Study.Tests;

public sealed class StudySettingsTests : IDisposable
{
    private static readonly Dictionary<string, string> None = [];
    private readonly string root = Directory.CreateTempSubdirectory("neuropil-settings-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_shipped_file_says_what_the_defaults_are()
    {
        StudySettings shipped = StudySettings.Load(Repository.Root, None, None);
        StudySettings defaults = StudySettings.Load(root, None, None);
        Assert.Equal(Described(defaults, root), Described(shipped, Repository.Root));
    }

    [Fact]
    public void The_shipped_file_sets_every_key_but_the_sheet()
    {
        List<string> problems = [];
        HashSet<string> set = [.. ConfigurationFile.Read(Repository.PathOf("cake.config"), "cake.config", problems).Select(entry => entry.FullName)];
        SettingsReader reader = new([], problems);
        SettingsLayout.Read(reader, root, root);
        string[] missing = [.. reader.Known.Where(key => !set.Contains(key) && key != "Data_Sheet" && !IsCovered(key, set))];
        Assert.Empty(missing);
        Assert.Empty(problems);

        static bool IsCovered(string key, HashSet<string> set)
        {
            string[] parts = key.Split('_');
            return parts.Length == 3
                ? set.Contains($"{parts[0]}_{parts[2]}")
                : GroupDefaults.All.All(group => set.Contains($"{parts[0]}_{group.Name}_{parts[1]}"));
        }
    }

    [Fact]
    public void An_argument_wins_over_the_file_and_the_file_over_a_variable()
    {
        Write("[Embed]\nNeighbors=25\n");
        Dictionary<string, string> environment = new() { ["CAKE_EMBED_NEIGHBORS"] = "35", ["CAKE_Embed_Spread"] = "2", ["PATH"] = "/bin" };
        StudySettings settings = StudySettings.Load(root, None, environment);
        Assert.Equal(25, settings.Of("as").Embed.NeighborCount);
        Assert.Equal(2, settings.Of("as").Embed.Spread);
        settings = StudySettings.Load(root, new Dictionary<string, string> { ["Embed_Neighbors"] = "30" }, environment);
        Assert.All(settings.Groups, group => Assert.Equal(30, group.Embed.NeighborCount));
    }

    [Fact]
    public void A_value_for_one_group_wins_over_one_for_all_unless_that_comes_from_a_stronger_source()
    {
        Write("[Cluster]\nMinSamples=3\npv_MinSamples=9\n");
        StudySettings settings = StudySettings.Load(root, None, None);
        Assert.Equal([3, 3, 3, 3, 9], settings.Groups.Select(group => group.Cluster.MinSamples));
        settings = StudySettings.Load(root, new Dictionary<string, string> { ["Cluster_MinSamples"] = "4", ["cluster_CB_minsamples"] = "5" }, None);
        Assert.Equal([4, 4, 5, 4, 4], settings.Groups.Select(group => group.Cluster.MinSamples));
    }

    [Fact]
    public void Short_arguments_stand_for_their_keys_and_paths_are_relative_to_who_gave_them()
    {
        Write("[Data]\nHistorical=tables/a.xlsx\n");
        string elsewhere = Path.Combine(root, "elsewhere");
        StudySettings settings = StudySettings.Load(
            root,
            new Dictionary<string, string> { ["new"] = "../b.csv", ["seed"] = "7", ["sheet"] = "Data 2", ["threads"] = "3" },
            None,
            elsewhere);
        Assert.Equal(Path.Combine(root, "tables", "a.xlsx"), settings.Data.Historical);
        Assert.Equal(Path.Combine(root, "b.csv"), settings.Data.New);
        Assert.Equal(7, settings.Seed);
        Assert.Equal("Data 2", settings.Data.Sheet);
        Assert.Equal(3, settings.ThreadCount);
    }

    [Fact]
    public void All_problems_are_told_together_with_line_value_bounds_and_the_nearest_name()
    {
        Write("[Embed]\nNeighbours=20\nMinDistance=-1\n\n[Cluster]\npv_MinSample=7\nas_MinClusterSize=1\nSelection=best ; no\n");
        SettingsException failure = Assert.Throws<SettingsException>(() => StudySettings.Load(
            root, new Dictionary<string, string> { ["Train_Noise"] = "keep", ["sed"] = "1" }, None));
        string text = failure.Message;
        Assert.Equal(7, failure.Problems.Count);
        Assert.Contains("cake.config, line 2: there is no setting 'Embed_Neighbours' (value '20'). The nearest is 'Embed_Neighbors'.", text);
        Assert.Contains("cake.config, line 3: Embed_MinDistance is '-1'; expected a number of at least 0.", text);
        Assert.Contains("cake.config, line 6: there is no setting 'Cluster_pv_MinSample' (value '7'). The nearest is 'Cluster_pv_MinSamples'.", text);
        Assert.Contains("cake.config, line 7: Cluster_as_MinClusterSize is '1'; expected an integer, at least 2.", text);
        Assert.Contains("cake.config, line 8: Cluster_Selection is 'best ; no'; expected one of eom, leaf. A comment must stand on a line of its own.", text);
        Assert.Contains("argument --Train_Noise=keep: Train_Noise is 'keep'; expected one of class, drop.", text);
        Assert.Contains("argument --sed=1: there is no setting 'sed' (value '1'). The nearest is 'seed'.", text);
    }

    [Theory]
    [InlineData("[Embed\n", "is not a section")]
    [InlineData("[Em bed]\n", "is not a section")]
    [InlineData("[Embed]\nNeighbors\n", "neither a section")]
    [InlineData("[Embed]\nNeighbors = 20\n", "space in its name or before '='")]
    [InlineData("[Embed]\nNeighbors=\n", "has no value")]
    [InlineData("[Data]\nNew=a=b.csv\n", "refuses '=' within a value")]
    [InlineData("[Embed]\nNeighbors=20\nneighbors=21\n", "was set before (cake.config, line 2)")]
    [InlineData("[Embed]\nNeighbors=1e1\n", "expected an integer, at least 2")]
    [InlineData("[Embed]\nMinDistance=NaN\n", "expected a number of at least 0")]
    [InlineData("[Embed]\nMinDistance=0,1\n", "expected a number of at least 0")]
    [InlineData("[Embed]\nMinDistance=2\n", "expected at most Embed_Spread")]
    [InlineData("[Embed]\nComponents=4\n", "expected an integer from 2 to 3")]
    [InlineData("[Train]\nKnnGamma=0\n", "expected scale, auto or a number")]
    [InlineData("[Train]\nKnnMetrics=euclidean,cosine\n", "a list of euclidean, manhattan, chebyshev, with commas")]
    [InlineData("[Train]\nModel=SVM\n", "expected one of KNN, RF, XGB, auto")]
    [InlineData("[Study]\nGroups=as,xx\n", "a list of as, ss, cb, cr, pv")]
    [InlineData("[Study]\nThreads=0\n", "'all' or an integer, at least 1")]
    public void A_line_that_cannot_be_used_is_refused(string text, string expected)
    {
        Write(text);
        SettingsException failure = Assert.Throws<SettingsException>(() => StudySettings.Load(root, None, None));
        Assert.Contains(expected, failure.Message);
        string problem = Assert.Single(failure.Problems);
        Assert.StartsWith("cake.config, line ", problem);
    }

    [Fact]
    public void Sections_and_variables_of_Cake_itself_are_left_alone()
    {
        Write("[Paths]\nTools=./tools\n[Settings]\nShowProcessCommandLine=true\n");
        StudySettings.Load(root, None, new Dictionary<string, string> { ["CAKE_SETTINGS_SKIPVERIFICATION"] = "true", ["CAKE_HOME"] = "/x" });
        SettingsException failure = Assert.Throws<SettingsException>(
            () => StudySettings.Load(root, None, new Dictionary<string, string> { ["CAKE_EMBED_NEIGHBOURS"] = "20" }));
        Assert.Contains("environment variable CAKE_EMBED_NEIGHBOURS", failure.Message);
    }

    [Fact]
    public void Model_auto_leaves_the_choice_to_cross_validation()
    {
        Write("[Train]\nModel=auto\ncr_Model=knn\n");
        StudySettings settings = StudySettings.Load(root, None, None);
        Assert.Null(settings.Of("as").Train.Model);
        Assert.Equal(LearnerKind.Knn, settings.Of("cr").Train.Model);
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(root, "cake.config"), text);

    private static string Described(StudySettings settings, string root)
        => System.Text.Json.JsonSerializer.Serialize(settings).Replace(root, "", StringComparison.Ordinal);
}
