using System.Text.Json;

namespace Neuropil.Learning.Tests;

using Neuropil.Numerics;
using Neuropil.Tests;

/// <summary>One file of tests/fixtures/classifiers: data, its scaled training and test parts, and the reference's results.</summary>
internal sealed class ClassifierFixture
{
    private static readonly Dictionary<string, ClassifierFixture> Loaded = [];

    private ClassifierFixture(JsonElement root)
    {
        Root = root;
        double[][] points = Rows(root.GetProperty("X"));
        int[] labels = Integers(root.GetProperty("y"));
        int[] testMask = Integers(root.GetProperty("test_mask"));
        double[] center = Numbers(root.GetProperty("scaler").GetProperty("center"));
        double[] scale = Numbers(root.GetProperty("scaler").GetProperty("scale"));
        double[][] scaled = [.. points.Select(point => point.Select((value, column) => (value - center[column]) / scale[column]).ToArray())];
        int[] training = [.. Enumerable.Range(0, points.Length).Where(row => testMask[row] == 0)];
        int[] test = [.. Enumerable.Range(0, points.Length).Where(row => testMask[row] == 1)];
        Training = Matrix.FromRows([.. training.Select(row => scaled[row])]);
        Test = Matrix.FromRows([.. test.Select(row => scaled[row])]);
        TrainingLabels = [.. training.Select(row => labels[row])];
        TestLabels = [.. test.Select(row => labels[row])];
    }

    public static TheoryData<string> Names => ["emb_as", "emb_cr", "emb_pv"];

    public JsonElement Root { get; }

    public Matrix Training { get; }

    public Matrix Test { get; }

    public int[] TrainingLabels { get; }

    public int[] TestLabels { get; }

    public static ClassifierFixture Load(string name)
    {
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(name, out ClassifierFixture? fixture))
            {
                using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("classifiers", name + ".json")));
                Loaded[name] = fixture = new ClassifierFixture(document.RootElement.Clone());
            }

            return fixture;
        }
    }

    public static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetDouble())];

    public static int[] Integers(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetInt32())];

    public static double[][] Rows(JsonElement element) => [.. element.EnumerateArray().Select(Numbers)];
}
