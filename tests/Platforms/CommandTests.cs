using Neuropil.Tests;

namespace Neuropil.Platforms;

/// <summary>The command `neuropil` writes the same files under Windows as here: embedding, clusters, models and predictions.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-platforms-").FullName;

    [Fact]
    public void Fits_and_predictions_of_the_command_have_the_same_bytes_under_Windows()
    {
        string[][] commands =
        [
            ["umap", "fit", "points.csv", "--out", "embedding.csv", "--model", "umap.json", "--seed", "7"],
            ["umap", "transform", "umap.json", "points.csv", "--out", "transformed.csv"],
            ["hdbscan", "fit", "points.csv", "--out", "clusters.csv", "--model", "hdbscan.json", "--min-cluster-size", "15"],
            ["hdbscan", "predict", "hdbscan.json", "points.csv", "--out", "predicted.csv"],
            ["xgboost", "fit", "labelled.csv", "--label", "kind", "--out", "xgboost.json", "--trees", "10"],
            ["xgboost", "predict", "xgboost.json", "points.csv", "--out", "kinds.csv"],
            ["svm", "fit", "points.csv", "--out", "svm.json"],
            ["svm", "predict", "svm.json", "points.csv", "--out", "usual.csv"],
        ];
        WriteTables(Path.Combine(folder, "here"));
        WriteTables(Path.Combine(folder, "there"));
        foreach (string[] command in commands)
        {
            ChildProcess.Run("dotnet", [Repository.PathOf("artifacts", "dotnet", "bin", "Neuropil.Cli", "release", "neuropil.dll"), .. In("here", command)]);
            (int exitCode, string output, string errors) = Platform.Windows.Run("src/Neuropil.Cli", "neuropil", In("there", command));
            Assert.True(exitCode == 0, $"{string.Join(' ', command)} ended with {exitCode}.\n{output}\n{errors}");
        }

        string[] written = [.. Directory.GetFiles(Path.Combine(folder, "here")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(12, written.Length);
        Assert.All(written, name => Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "here", name)), File.ReadAllBytes(Path.Combine(folder, "there", name))));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] In(string place, string[] command)
        => [.. command.Select(word => word.EndsWith(".csv", StringComparison.Ordinal) || word.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(folder, place, word) : word)];

    // Three kinds of points in four columns.
    private static void WriteTables(string folder)
    {
        Directory.CreateDirectory(folder);
        Random random = new(11);
        List<string> points = ["a,b,c,d"], labelled = ["a,b,c,d,kind"];
        for (int row = 0; row < 300; row++)
        {
            int kind = row % 3;
            string values = string.Join(',', Enumerable.Range(0, 4).Select(column => FormattableString.Invariant($"{(kind * (column + 2)) + random.NextDouble():R}")));
            points.Add(values);
            labelled.Add($"{values},{"xyz"[kind]}");
        }

        File.WriteAllLines(Path.Combine(folder, "points.csv"), points);
        File.WriteAllLines(Path.Combine(folder, "labelled.csv"), labelled);
    }
}
