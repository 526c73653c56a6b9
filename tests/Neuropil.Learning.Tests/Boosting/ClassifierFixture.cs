using System.Text.Json;
using Neuropil.Numerics;
using Neuropil.Tests;

namespace Neuropil.Learning.Tests;

/// <summary>An embedding with labels and a split, and what the reference learners made of it.</summary>
internal sealed class ClassifierFixture
{
    private ClassifierFixture(JsonElement root)
    {
        Root = root;
        double[][] x = root.GetProperty("X").Deserialize<double[][]>()!;
        int[] y = root.GetProperty("y").Deserialize<int[]>()!;
        int[] test = root.GetProperty("test_mask").Deserialize<int[]>()!;
        double[] center = root.GetProperty("scaler").GetProperty("center").Deserialize<double[]>()!;
        double[] scale = root.GetProperty("scaler").GetProperty("scale").Deserialize<double[]>()!;
        double[][] scaled = [.. x.Select(row => row.Select((value, column) => (value - center[column]) / scale[column]).ToArray())];
        int[] trainRows = [.. Enumerable.Range(0, y.Length).Where(row => test[row] == 0)];
        int[] testRows = [.. Enumerable.Range(0, y.Length).Where(row => test[row] != 0)];
        Train = Matrix.FromRows([.. trainRows.Select(row => scaled[row])]);
        TrainLabels = [.. trainRows.Select(row => y[row])];
        Test = Matrix.FromRows([.. testRows.Select(row => scaled[row])]);
        TestLabels = [.. testRows.Select(row => y[row])];
    }

    public JsonElement Root { get; }

    public Matrix Train { get; }

    public int[] TrainLabels { get; }

    public Matrix Test { get; }

    public int[] TestLabels { get; }

    public static ClassifierFixture Load(string name)
        => new(JsonDocument.Parse(File.ReadAllText(Repository.Fixture("classifiers", name + ".json"))).RootElement);

    public double[] Accuracies(string field) => Root.GetProperty(field).Deserialize<double[]>()!;

    public double Accuracy(int[] predicted) => predicted.Zip(TestLabels).Count(pair => pair.First == pair.Second) / (double)predicted.Length;
}
