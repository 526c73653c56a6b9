using System.Text.Json.Nodes;
using Neuropil.Numerics;
using Neuropil.Tests;
using Neuropil.Umap;

namespace Neuropil.Peers.Umap;

/// <summary>Supervised and precomputed fits beside umap-learn's: the same graph, places as good.</summary>
public sealed class SupervisedPeerTests
{
    private const int Count = 240;
    private const int NeighborCount = 12;
    private static readonly UmapOptions Options = new() { NeighborCount = NeighborCount, EpochCount = 200 };

    // Two kinds that the coordinates hardly tell apart, every ninth unknown.
    private static readonly int[] Kinds = [.. Enumerable.Range(0, Count).Select(row => row % 9 == 0 ? -1 : row % 2)];
    private static readonly Matrix Points = MakePoints();

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Categories_give_umap_learns_graph_and_places_as_good(double weight)
    {
        JsonNode reference = Reference(Points, Kinds.Select(kind => (double)kind), true, weight);
        UmapTarget target = UmapTarget.Categories(Kinds) with { Weight = weight };
        AssertSameGraph(reference, Supervision.Apply(Graph(), target, Options, Execution.Default));

        Matrix places = Neuropil.Umap.Umap.Fit(new UmapData { Points = Points, Target = target }, Options).Embedding;
        Matrix theirs = Places(reference);
        double silhouette = Silhouette.Of(places, Kinds).Mean;
        double theirSilhouette = Silhouette.Of(theirs, Kinds).Mean;
        Assert.True(silhouette > theirSilhouette - 0.05, $"silhouette {silhouette}, umap-learn {theirSilhouette}");
        double trust = EmbeddingQuality.Trustworthiness(Points, places);
        double theirTrust = EmbeddingQuality.Trustworthiness(Points, theirs);
        Assert.True(trust > theirTrust - 0.02, $"trustworthiness {trust}, umap-learn {theirTrust}");
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Numbers_give_umap_learns_graph(double weight)
    {
        double[] numbers = [.. Enumerable.Range(0, Count).Select(row => Points[row, 0] + Math.Sin(row))];
        JsonNode reference = Reference(Points, numbers, false, weight);
        AssertSameGraph(reference, Supervision.Apply(Graph(), UmapTarget.Numbers(numbers) with { Weight = weight }, Options, Execution.Default));
    }

    [Fact]
    public void Precomputed_distances_give_umap_learns_graph_and_places_as_good()
    {
        double[] values = new double[Count * Count];
        for (int row = 0; row < Count; row++)
        {
            for (int other = 0; other < Count; other++)
            {
                values[(row * Count) + other] = default(ManhattanMetric).Distance(Points.Row(row), Points.Row(other));
            }
        }

        Matrix distances = new(Count, Count, values);
        JsonNode reference = Reference(distances, [], true, 0.5, precomputed: true);
        AssertSameGraph(reference, FuzzySimplicialSet.From(NeighborTable.FromDistances(distances, NeighborCount), Options));
        double trust = EmbeddingQuality.Trustworthiness(Points, Neuropil.Umap.Umap.Fit(new UmapData { Distances = distances }, Options).Embedding, metric: Metric.Manhattan);
        double theirTrust = EmbeddingQuality.Trustworthiness(Points, Places(reference), metric: Metric.Manhattan);
        Assert.True(trust > theirTrust - 0.01, $"trustworthiness {trust}, umap-learn {theirTrust}");
    }

    private static FuzzySimplicialSet Graph() => FuzzySimplicialSet.From(NearestNeighbors.Of(Points, NeighborCount), Options);

    private static void AssertSameGraph(JsonNode reference, FuzzySimplicialSet graph)
    {
        int[] rows = [.. reference["rows"]!.AsArray().Select(item => (int)item!)];
        int[] columns = [.. reference["columns"]!.AsArray().Select(item => (int)item!)];
        double[] weights = [.. reference["weights"]!.AsArray().Select(item => (double)item!)];
        Dictionary<(int, int), double> theirs = [];
        for (int edge = 0; edge < rows.Length; edge++)
        {
            if (weights[edge] > 1e-6)
            {
                theirs.Add((rows[edge], columns[edge]), weights[edge]);
            }
        }

        Assert.NotEmpty(theirs);
        for (int row = 0; row < graph.PointCount; row++)
        {
            for (int edge = 0; edge < graph.Columns(row).Length; edge++)
            {
                double expected = theirs.GetValueOrDefault((row, graph.Columns(row)[edge]));
                Assert.Equal(expected, graph.Weights(row)[edge], 2e-4);
                theirs.Remove((row, graph.Columns(row)[edge]));
            }
        }

        Assert.All(theirs.Values, weight => Assert.InRange(weight, 0, 2e-4));
    }

    private static JsonNode Reference(Matrix points, IEnumerable<double> target, bool categorical, double weight, bool precomputed = false)
        => Peer.Python("umap_supervised.py", new JsonObject
        {
            ["points"] = new JsonArray([.. Enumerable.Range(0, points.RowCount).Select(row => new JsonArray([.. points.Row(row).ToArray().Select(value => (JsonNode)value)]))]),
            ["target"] = new JsonArray([.. target.Select(value => (JsonNode)value)]),
            ["neighbors"] = NeighborCount,
            ["epochs"] = 200,
            ["categorical"] = categorical,
            ["weight"] = weight,
            ["precomputed"] = precomputed,
        });

    private static Matrix Places(JsonNode reference) => new(Count, 2, [.. reference["embedding"]!.AsArray().Select(item => (double)item!)]);

    private static Matrix MakePoints()
    {
        double[] values = new double[Count * 4];
        for (int row = 0; row < Count; row++)
        {
            KeyedRandom random = KeyedRandom.At(5, 5, (ulong)row);
            for (int column = 0; column < 4; column++)
            {
                values[(row * 4) + column] = random.NextGaussian() + (column == 0 && row % 2 == 1 ? 0.7 : 0);
            }
        }

        return new Matrix(Count, 4, values);
    }
}
