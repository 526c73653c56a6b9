using System.Text.RegularExpressions;
using Neuropil.Tests;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class PackageTests
{
    [Fact]
    public void The_public_api_is_the_one_written_down() => PublicApi.Matches(typeof(Hdbscan).Assembly);

    [Fact]
    public void The_readme_s_example_is_the_one_that_runs_here()
    {
        string readme = File.ReadAllText(Repository.PathOf("src", "Neuropil.Hdbscan", "README.md")).ReplaceLineEndings("\n");
        string example = Regex.Match(readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        string source = File.ReadAllText(Repository.PathOf("tests", "Neuropil.Hdbscan.Tests", "ReadmeExample.cs")).ReplaceLineEndings("\n");
        string compiled = Regex.Match(source, "// begin\n(.*?)\\s*// end", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(compiled.Split('\n').Select(line => line.Trim()), example.TrimEnd().Split('\n').Select(line => line.Trim()));
    }

    [Fact]
    public void The_readme_s_example_runs()
    {
        double[][] rows = [.. Enumerable.Range(0, 100).Select(row => TestPoints.Named("blobs").Row(row).ToArray())];
        string path = Path.GetTempFileName();
        try
        {
            ReadmeExample.Run(rows, TestPoints.Blobs(5, 2, 3), path);
            using FileStream file = File.OpenRead(path);
            Assert.Equal(100, HdbscanModel.Load(file).PointCount);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
