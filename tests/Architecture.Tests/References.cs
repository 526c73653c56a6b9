using System.Xml.Linq;
using Neuropil.Tests;

namespace Neuropil.Architecture.Tests;

/// <summary>References point one way: build → Report → Study → {Synapses, Umap, Hdbscan, Pipeline}, Synapses → {Tables, Learning}, and all algorithms → Numerics; the command → Study.</summary>
public sealed class References
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Neuropil.Numerics"] = [],
        ["Neuropil.Umap"] = ["Neuropil.Numerics"],
        ["Neuropil.Hdbscan"] = ["Neuropil.Numerics"],
        ["Neuropil.ML"] = ["Neuropil.Numerics", "Neuropil.Umap", "Neuropil.Hdbscan"],
        ["Neuropil.Learning"] = ["Neuropil.Numerics"],
        ["Neuropil.Pipeline"] = [],
        ["Neuropil.Tables"] = ["Neuropil.Numerics"],
        ["Neuropil.Synapses"] = ["Neuropil.Numerics", "Neuropil.Learning", "Neuropil.Tables"],
        ["Neuropil.Study"] = ["Neuropil.Numerics", "Neuropil.Umap", "Neuropil.Hdbscan", "Neuropil.Learning", "Neuropil.Pipeline", "Neuropil.Tables", "Neuropil.Synapses"],
        ["Neuropil.Report"] = ["Neuropil.Numerics", "Neuropil.Umap", "Neuropil.Hdbscan", "Neuropil.Learning", "Neuropil.Pipeline", "Neuropil.Tables", "Neuropil.Synapses", "Neuropil.Study"],
        ["Neuropil.Cli"] = ["Neuropil.Numerics", "Neuropil.Umap", "Neuropil.Hdbscan", "Neuropil.Learning", "Neuropil.Tables", "Neuropil.Synapses", "Neuropil.Study"],
        ["Build"] = ["Neuropil.Numerics", "Neuropil.Pipeline", "Neuropil.Tables", "Neuropil.Study", "Neuropil.Report"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_point_one_way(string project)
    {
        IEnumerable<string> found = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Empty(found.Except(Allowed[project]));
    }

    [Fact]
    public void Every_project_has_its_place_in_the_order()
    {
        IEnumerable<string> projects = Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Append(Repository.PathOf("build", "Build.csproj"))
            .Select(Path.GetFileNameWithoutExtension)!;

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Neuropil.Numerics")]
    [InlineData("Neuropil.Umap")]
    [InlineData("Neuropil.Hdbscan")]
    public void The_algorithms_packages_depend_on_nothing_but_each_other_and_on_NET_8_its_newer_json(string project)
        => Assert.Empty(Items(project, "PackageReference").Except(project == "Neuropil.Numerics" ? ["System.Text.Json"] : []));

    [Theory]
    [InlineData("Neuropil.Numerics")]
    [InlineData("Neuropil.Umap")]
    [InlineData("Neuropil.Hdbscan")]
    [InlineData("Neuropil.Learning")]
    [InlineData("Neuropil.Tables")]
    [InlineData("Neuropil.Synapses")]
    [InlineData("Neuropil.Study")]
    [InlineData("Neuropil.Report")]
    public void The_projects_that_decide_results_are_under_the_banned_list(string project)
    {
        Assert.DoesNotContain("DecidesResults", File.ReadAllText(PathOf(project)), StringComparison.Ordinal);
        Assert.DoesNotContain("RS0030", string.Concat(Sources(project).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_has_tests_of_its_own(string project)
    {
        string tests = Repository.PathOf("tests", project + ".Tests", project + ".Tests.csproj");

        Assert.True(File.Exists(tests), $"{tests} is missing.");
        Assert.Contains($"{project}.csproj", File.ReadAllText(tests), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        IEnumerable<string> missing = new[] { "src", "build", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
            .Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")));

        Assert.Empty(missing);
    }

    private static string PathOf(string project)
        => project == "Build" ? Repository.PathOf("build", "Build.csproj") : Repository.PathOf("src", project, project + ".csproj");

    private static IEnumerable<string> Items(string project, string element)
        => XDocument.Load(PathOf(project)).Descendants(element).Select(item => (string)item.Attribute("Include")!);

    private static IEnumerable<string> Sources(string project)
        => Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories);
}
