using System.Text.RegularExpressions;
using Neuropil.Tests;

namespace Neuropil.Architecture.Tests;

/// <summary>What must not stand in any file that is kept: paths of one machine, hosts of registries.</summary>
public sealed partial class SpeaksOfItself
{
    [Fact]
    public void No_file_names_a_path_of_one_machine_or_a_registry_host()
    {
        IEnumerable<string> offences = KeptFiles()
            .Where(path => !path.EndsWith(nameof(SpeaksOfItself) + ".cs", StringComparison.Ordinal))
            .Where(path => Text().IsMatch(path))
            .SelectMany(path => File.ReadLines(Repository.PathOf(path))
                .Select((line, index) => (line, index))
                .Where(entry => Foreign().IsMatch(entry.line))
                .Select(entry => $"{path}:{entry.index + 1}: {entry.line.Trim()}"));

        Assert.Empty(offences);
    }

    [GeneratedRegex(@"\.(cs|csproj|props|targets|slnx|md|json|yml|yaml|sh|ps1|py|R|config|cff|txt|editorconfig)$|^\.ci/run$")]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<![\w.])/(home|work|root|Users)/\w|[A-Z]:\\Users\\|registry\.npmjs|api\.nuget|deb\.debian")]
    private static partial Regex Foreign();

    private static IEnumerable<string> KeptFiles()
        => new[] { ".ci", ".github", "build", "data/sample", "docs", "src", "tests" }
            .Where(folder => Directory.Exists(Repository.PathOf(folder)))
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal));
}
