using System.Globalization;
using Neuropil.Tests;

namespace Neuropil.Cli.Tests;

/// <summary>Layers on other labs' tables: the true kinds are found where no number and no size of them is given.</summary>
public sealed class LayerTests : Command
{
    [Fact]
    public void The_kinds_of_shapes_are_the_most_persistent_layer()
    {
        string[] truth = WriteLogarithms("shapes-only", "spines.csv", 0, [.. Enumerable.Range(1, 16)]);
        Succeed("hdbscan", "layers", "features.csv", "--out", "layers.csv", "--labels", "labels.csv");
        Assert.Equal("3", Lines("layers.csv")[1].Split(',')[0]);
        Assert.True(Agreement(truth) > 0.99, $"adjusted Rand {Agreement(truth)}");
    }

    [Fact]
    public void The_kinds_of_a_connectome_are_the_most_persistent_layer_of_its_embedding()
    {
        string[] truth = WriteLogarithms("connectome", "synapses.csv", 0, 3, 4);
        Succeed("umap", "fit", "features.csv", "--min-dist", "0", "--neighbors", "30", "--out", "places.csv");
        Succeed("hdbscan", "layers", "places.csv", "--min-samples", "10", "--out", "layers.csv", "--labels", "labels.csv");
        Assert.Equal("3", Lines("layers.csv")[1].Split(',')[0]);
        Assert.True(Agreement(truth) > 0.8, $"adjusted Rand {Agreement(truth)}");
    }

    /// <summary>Writes columns of a lab's table as standard scores of their logarithms, rows without one left out; the true kind of each row.</summary>
    private string[] WriteLogarithms(string lab, string table, int id, params int[] columns)
    {
        Dictionary<string, string> kinds = Rows(Repository.Fixture("labs", lab, "truth.csv")).ToDictionary(row => row[0], row => row[1]);
        string[][] rows = [.. Rows(Repository.Fixture("labs", lab, table)).Where(row => kinds.ContainsKey(row[id]) && columns.All(column => row[column].Length > 0))];
        double[][] values = [.. columns.Select(column => Scores([.. rows.Select(row => Math.Log(double.Parse(row[column], CultureInfo.InvariantCulture)))]))];
        Write("features.csv", string.Join(',', columns.Select(column => $"f{column}")) + "\n" + string.Concat(
            rows.Select((_, row) => string.Join(',', values.Select(column => column[row].ToString("R", CultureInfo.InvariantCulture))) + "\n")));
        return [.. rows.Select(row => kinds[row[id]])];
    }

    private static double[] Scores(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / deviation)];
    }

    /// <summary>The adjusted Rand index of the first layer and the truth, noise as one group.</summary>
    private double Agreement(string[] truth)
    {
        string[] found = [.. Lines("labels.csv").Skip(1).Select(line => line.Split(',')[0])];
        Assert.Equal(truth.Length, found.Length);
        double both = Pairs(found.Zip(truth).GroupBy(pair => pair).Select(group => group.Count()));
        double one = Pairs(found.GroupBy(label => label).Select(group => group.Count()));
        double other = Pairs(truth.GroupBy(kind => kind).Select(group => group.Count()));
        double expected = one * other / Pairs([truth.Length]);
        return (both - expected) / (((one + other) / 2) - expected);
    }

    private static double Pairs(IEnumerable<int> sizes) => sizes.Sum(size => size * (size - 1.0) / 2);

    private static IEnumerable<string[]> Rows(string path) => File.ReadLines(path).Skip(1).Select(line => line.Split(','));
}
