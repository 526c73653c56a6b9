using System.Text.RegularExpressions;
using Neuropil.Tests;

namespace Neuropil.Numerics.Tests;

public class ReadmeTests
{
    [Fact]
    public void The_readme_s_example_is_the_one_that_runs_here()
    {
        string readme = File.ReadAllText(Repository.PathOf("src", "Neuropil.Numerics", "README.md")).ReplaceLineEndings("\n");
        string example = Regex.Match(readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        string source = File.ReadAllText(Repository.PathOf("tests", "Neuropil.Numerics.Tests", "ReadmeExample.cs")).ReplaceLineEndings("\n");
        string compiled = Regex.Match(source, "// begin\n(.*?)\\s*// end", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(compiled.Split('\n').Select(line => line.Trim()), example.TrimEnd().Split('\n'));
        double[][] rows = [.. Enumerable.Range(0, 40).Select(row => new[] { 1.0 + row, row * row % 7, row % 2 * 50 })];
        ReadmeExample.Run(rows, Matrix.FromRows(rows.Take(2)), [.. Enumerable.Range(0, 40).Select(row => row % 2)]);
    }
}
