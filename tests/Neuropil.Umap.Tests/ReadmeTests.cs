namespace Neuropil.Umap.Tests;

using System.Text.RegularExpressions;
using Neuropil.Tests;

public class ReadmeTests
{
    [Fact]
    public void The_readme_s_example_is_the_one_that_runs_here()
    {
        string readme = File.ReadAllText(Repository.PathOf("src", "Neuropil.Umap", "README.md")).ReplaceLineEndings("\n");
        string example = Regex.Match(readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        string source = File.ReadAllText(Repository.PathOf("tests", "Neuropil.Umap.Tests", "ReadmeExample.cs")).ReplaceLineEndings("\n");
        string compiled = Regex.Match(source, "// begin\n(.*?)\\s*// end", RegexOptions.Singleline).Groups[1].Value;
        string[] compiledLines = [.. compiled.Split('\n').Select(line => line.Trim())];
        Assert.Equal(compiledLines, example.TrimEnd().Split('\n'));
        Assert.Equal(10, compiledLines.Length);
    }

    [Fact]
    public void The_readme_s_example_runs()
    {
        double[][] rows = [.. Enumerable.Range(0, 60).Select(row => TestPoints.Gaussian(60, 4).Row(row).ToArray())];
        string path = Path.GetTempFileName();
        try
        {
            ReadmeExample.Run(rows, TestPoints.Gaussian(5, 4, seed: 2), path);
            using FileStream file = File.OpenRead(path);
            Assert.Equal(60, UmapModel.Load(file).Embedding.RowCount);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
