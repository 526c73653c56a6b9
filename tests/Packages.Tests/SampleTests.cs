using Neuropil.Tests;

namespace Neuropil.Packages.Tests;

public sealed class SampleTests
{
    [Fact]
    public void The_quickstart_finds_its_three_groups_and_assigns_new_points()
    {
        (string output, _) = ChildProcess.Run("dotnet", Repository.PathOf("artifacts", "dotnet", "bin", "Quickstart", Configuration, "Quickstart.dll"));
        string[] lines = output.TrimEnd().Split('\n');
        Assert.StartsWith("3 clusters, trustworthiness 0.9", lines[0]);
        Assert.Equal(13, lines.Length);
        string[] clusters = [.. lines[1..].Select(line => line.Split("cluster ")[1].Split(',')[0])];
        for (int row = 0; row < 12; row++)
        {
            Assert.Equal(clusters[row % 3], clusters[row]);
        }

        Assert.Equal(3, clusters.Distinct().Count());
    }

    [Fact]
    public void Every_sample_is_told_and_built()
    {
        string readme = File.ReadAllText(Repository.PathOf("samples", "README.md"));
        string solution = File.ReadAllText(Repository.PathOf("Neuropil.slnx"));
        foreach (string project in Directory.EnumerateFiles(Repository.PathOf("samples"), "*.csproj", SearchOption.AllDirectories))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            Assert.Contains($"samples/{name}", readme);
            Assert.Contains($"samples/{name}/{name}.csproj", solution);
        }
    }

    private static string Configuration
    {
        get
        {
#if DEBUG
            return "debug";
#else
            return "release";
#endif
        }
    }
}
