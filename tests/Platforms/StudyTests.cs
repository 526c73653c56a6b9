using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Neuropil.Tests;

namespace Neuropil.Platforms;

/// <summary>The shipped sample has the locked bytes on another processor and system.</summary>
public sealed class StudyTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("neuropil-platforms-").FullName;

    public StudyTests()
    {
        string sample = Path.Combine(root, "data", "sample");
        Directory.CreateDirectory(sample);
        foreach (string file in new[] { "Neuropil.slnx", "cake.config" })
        {
            File.Copy(Repository.PathOf(file), Path.Combine(root, file));
        }

        foreach (string file in Directory.GetFiles(Repository.PathOf("data", "sample")))
        {
            File.Copy(file, Path.Combine(sample, Path.GetFileName(file)));
        }
    }

    [Fact]
    public void All_that_is_locked_has_the_same_bytes_under_Windows() => Run(Platform.Windows, "--target=Reproduce");

    // From the workbooks to the predictions: the two hundred runs of the validation would take an emulator a quarter of an hour.
    [Fact]
    public void Clusters_models_and_predictions_have_the_locked_bytes_on_an_ARM64_processor()
    {
        Run(Platform.Arm64, "--target=Predict");

        JsonArray locked = JsonNode.Parse(File.ReadAllText(Path.Combine(root, "data", "sample", "artifacts.lock")))!["outputs"]!.AsArray();
        int compared = 0;
        foreach (JsonNode? output in locked)
        {
            string path = Path.Combine(root, "artifacts", output!["path"]!.GetValue<string>());
            if (File.Exists(path))
            {
                Assert.True(output["sha256"]!.GetValue<string>() == Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), path);
                compared++;
            }
        }

        Assert.True(compared >= 80, $"Only {compared} locked files were made.");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Run(Platform platform, string target)
    {
        (int exitCode, string output, string errors) = platform.Run("build", "Build", [target], ("NEUROPIL_ROOT", root));
        Assert.True(exitCode == 0, $"{platform.Runtime}, {target} ended with {exitCode}.\n{output}\n{errors}");
    }
}
