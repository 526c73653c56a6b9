using System.Diagnostics;
using System.Text.Json;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tests;

namespace Neuropil.Peers.Learning;

/// <summary>Files that the installed joblib, scikit-learn and XGBoost write now are read here, and answer as there.</summary>
public sealed class ImportPeerTests
{
    [Fact]
    public void Files_of_the_installed_libraries_answer_alike()
    {
        string folder = Directory.CreateTempSubdirectory("neuropil-import-").FullName;
        try
        {
            ProcessStartInfo start = new("/usr/bin/python3", [Repository.PathOf("tests", "Peers", "scripts", "import_fixtures.py"), folder]);
            using (Process process = Process.Start(start)!)
            {
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
            }

            using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "predictions.json")));
            Matrix queries = Matrix.FromRows([.. expected.RootElement.GetProperty("queries").EnumerateArray().Select(Numbers)]);
            Matrix scaled = Import(folder, "scaler").Scaler!.Transform(queries);
            int compared = 0;
            foreach (JsonProperty file in expected.RootElement.GetProperty("files").EnumerateObject())
            {
                ImportedBundle bundle = Import(folder, file.Name);
                bool wholeBundle = file.Value.TryGetProperty("bundle", out JsonElement labels);
                if (wholeBundle || file.Value.TryGetProperty("labels", out labels))
                {
                    ImportedPrediction prediction = bundle.Predict(wholeBundle ? queries : scaled);
                    Assert.Equal(labels.EnumerateArray().Select(label => label.GetString()), prediction.Labels);
                    double[] probabilities = [.. file.Value.GetProperty("probabilities").EnumerateArray().SelectMany(Numbers)];
                    double tolerance = file.Name.Contains("xgb", StringComparison.Ordinal) ? 1e-5 : 1e-9;
                    Assert.All(probabilities.Zip(prediction.Probabilities.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
                    compared++;
                }
                else if (file.Value.TryGetProperty("decisions", out JsonElement decisions))
                {
                    Assert.All(
                        Numbers(decisions).Zip(bundle.OutlierDetector!.Decisions(scaled)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
                    compared++;
                }
            }

            Assert.True(compared >= 15);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ImportedBundle Import(string folder, string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, name + ".pkl"));
        return ImportedBundle.Import(file);
    }

    private static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetDouble())];
}
