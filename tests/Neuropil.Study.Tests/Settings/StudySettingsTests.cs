using Neuropil.Learning;
using Neuropil.Study;
using Neuropil.Synapses;
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
        StudySettings shipped = StudySettings.Load(Repository.Root, None, None) with { Places = None };
        StudySettings defaults = StudySettings.Load(root, None, None);
        Assert.Equal(Described(defaults, root), Described(shipped, Repository.Root));
    }

    [Fact]
    public void The_shipped_file_is_the_one_that_is_built_in()
        => Assert.Equal(File.ReadAllText(Repository.PathOf("src", "Neuropil.Study", "Settings", "published.config")), File.ReadAllText(Repository.PathOf("cake.config")));

    [Fact]
    public void Help_tells_every_setting_with_its_argument_its_bounds_and_its_default()
    {
        foreach (SettingsSection section in SettingsCatalog.Sections.Where(section => section.Record is not null))
        {
            Assert.All(SettingsCatalog.KeysOf(section.Record!), key => Assert.Contains($"--{section.Name}_{key.Key}=", StudySettings.Help, StringComparison.Ordinal));
        }

        Assert.Contains("--Embed_Neighbors=an integer, at least 2 (default 20)", StudySettings.Help, StringComparison.Ordinal);
        Assert.Contains("--Train_Model=one of KNN, RF, XGB, auto (default auto)", StudySettings.Help, StringComparison.Ordinal);
        Assert.Contains("--Train_RfTrainer=one of gini, fasttree (default gini)", StudySettings.Help, StringComparison.Ordinal);
        Assert.Contains("--Cluster_MinClusterSize='auto' or an integer, at least 2 (default auto)", StudySettings.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_describes_tables_of_its_own_rests_on_no_other_study()
    {
        Write("[Data]\nHistorical = a.csv\n[Features]\nsize = log\n# a comment\nheight, width = none, weight 2\n");
        StudySettings settings = StudySettings.Load(root, None, None);
        GroupSettings group = Assert.Single(settings.Groups);
        Assert.Equal(("all", "*"), (group.Name, settings.Schema.Groups[0].Condition));
        Assert.Null(group.Train.Model);
        Assert.Null(group.Cluster.MinClusterSize);
        Assert.Equal(NewKind.None, settings.Data.New.Kind);
        Assert.Equal(["size", "height", "width"], settings.Schema.Features.Select(feature => feature.Name));
        Assert.Equal((FeatureTransform.Log, FeatureScaling.Robust, 1.0), (settings.Schema.Features[0].Transform, settings.Schema.Features[0].Scaling, settings.Schema.Features[0].Weight));
        Assert.Equal((FeatureScaling.None, 2.0), (settings.Schema.Features[2].Scaling, settings.Schema.Features[2].Weight));
        Assert.Equal(AlignMode.None, settings.Schema.Align);
    }

    [Theory]
    [InlineData(629, 40, 8)]
    [InlineData(125, 11, 2)]
    [InlineData(165, 14, 3)]
    [InlineData(145, 12, 2)]
    [InlineData(444, 30, 6)]
    [InlineData(5, 2, 2)]
    public void Sizes_that_are_left_out_follow_from_the_groups_size(int count, int size, int samples)
        => Assert.Equal((size, samples), (new ClusterSettings().For(count).MinClusterSize, new ClusterSettings().For(count).MinSamples));

    [Fact]
    public void A_study_has_its_own_file_name_and_lock()
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, "studies", "mine")).FullName;
        File.WriteAllText(Path.Combine(folder, "study.config"), "[Data]\nHistorical=t.csv\n[Features]\na=none\n");
        StudySettings settings = StudySettings.Load(root, None, None, study: Path.Combine(folder, "study.config"));
        Assert.Equal(("mine", Path.Combine(folder, "artifacts.lock"), Path.Combine(folder, "t.csv")), (settings.Name, settings.LockPath, settings.Data.Historical));
        Assert.Contains("no such file", Assert.Throws<SettingsException>(() => StudySettings.Load(root, None, None, study: Path.Combine(folder, "none.config"))).Message);
        Assert.Null(StudySettings.Load(root, None, None).Name);
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
        Assert.Equal(Path.Combine(root, "b.csv"), settings.Data.New.Location);
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
        Assert.Contains("cake.config, line 7: Cluster_as_MinClusterSize is '1'; expected 'auto' or an integer, at least 2.", text);
        Assert.Contains("cake.config, line 8: Cluster_Selection is 'best ; no'; expected one of eom, leaf. A comment must stand on a line of its own.", text);
        Assert.Contains("argument --Train_Noise=keep: Train_Noise is 'keep'; expected one of class, drop.", text);
        Assert.Contains("argument --sed=1: there is no setting 'sed' (value '1'). The nearest is 'seed'.", text);
    }

    [Theory]
    [InlineData("[Embed\n", "is not a section")]
    [InlineData("[Em bed]\n", "is not a section")]
    [InlineData("[Embed]\nNeighbors\n", "neither a section")]
    [InlineData("[Embed]\nNeighbors=\n", "has no value")]
    [InlineData("[Embd]\nNeighbors=20\n", "there is no section [Embd] (for 'Neighbors=20'). The nearest is [Embed]")]
    [InlineData("[Clean]\nInterquartileFactor=3\n", "cake.config, line 2: the section [Clean] is called [Screen] now; write Screen_InterquartileFactor, or [Screen] in the file.")]
    [InlineData("[Embed]\nNeighbours 20\n", "The nearest setting is 'Embed_Neighbors'")]
    [InlineData("[Data]\nNew=120%\n", "expected a share of more than 0% and less than 100%")]
    [InlineData("[Data]\nHeaderRow=0\n", "expected auto, a row from 1")]
    [InlineData("[Train]\nRfTrainer=forest\n", "expected one of gini, fasttree")]
    [InlineData("[Train]\nas_Published=0.9\n", "expected a learner (KNN, RF, XGB) and two numbers from 0 to 1")]
    [InlineData("[Embed]\nNeighbors=20\nneighbors=21\n", "was set before (cake.config, line 2)")]
    [InlineData("[Embed]\nNeighbors=1e1\n", "expected an integer, at least 2")]
    [InlineData("[Embed]\nMinDistance=NaN\n", "expected a number of at least 0")]
    [InlineData("[Embed]\nMinDistance=0,1\n", "expected a number of at least 0")]
    [InlineData("[Embed]\nMinDistance=2\n", "expected at most Embed_Spread")]
    [InlineData("[Embed]\nComponents=4\n", "expected an integer from 2 to 3")]
    [InlineData("[Train]\nKnnGamma=0\n", "expected scale, auto or a number")]
    [InlineData("[Train]\nKnnMetrics=euclidean,cosine\n", "a list of euclidean, manhattan, chebyshev, with commas")]
    [InlineData("[Train]\nModel=SVM\n", "expected one of KNN, RF, XGB, auto")]
    [InlineData("[Study]\nGroups=as,xx\n", "there is no group 'xx'; expected a list of as, ss, cb, cr, pv")]
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
