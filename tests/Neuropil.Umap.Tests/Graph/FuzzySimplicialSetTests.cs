namespace Neuropil.Umap.Tests.Graph;

using Neuropil.Numerics;

public class FuzzySimplicialSetTests
{
    [Theory]
    [InlineData("small")]
    [InlineData("synapse_like")]
    [InlineData("swiss")]
    [InlineData("digits")]
    public void Rho_and_sigma_are_the_reference_s(string name)
    {
        UmapFixture fixture = UmapFixture.Read(name);
        SmoothNeighborDistances smooth = SmoothNeighborDistances.From(fixture.Neighbors, 1, Execution.Default);
        for (int row = 0; row < fixture.Points.RowCount; row++)
        {
            Assert.Equal(fixture.Rhos[row], smooth.Rhos[row], 1e-5 * fixture.Rhos[row]);
            Assert.Equal(fixture.Sigmas[row], smooth.Sigmas[row], 1e-5 * fixture.Sigmas[row]);
        }
    }

    [Theory]
    [InlineData("small")]
    [InlineData("synapse_like")]
    [InlineData("swiss")]
    [InlineData("digits")]
    public void Weights_are_the_reference_s(string name)
    {
        UmapFixture fixture = UmapFixture.Read(name);
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(fixture.Neighbors);
        Assert.Equal(fixture.GraphRows.Length, graph.EdgeCount);
        Dictionary<(int, int), double> reference = fixture.GraphRows
            .Select((row, edge) => ((row, fixture.GraphColumns[edge]), fixture.GraphWeights[edge]))
            .ToDictionary();
        for (int point = 0; point < graph.PointCount; point++)
        {
            for (int edge = 0; edge < graph.Columns(point).Length; edge++)
            {
                Assert.Equal(reference[(point, graph.Columns(point)[edge])], graph.Weights(point)[edge], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(0)]
    public void Graph_is_symmetric_sorted_and_without_loops(double mix)
    {
        Matrix points = TestPoints.Grid(17, 5);
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(
            NearestNeighbors.Of(points, 7),
            new UmapOptions { NeighborCount = 7, SetOperationMixRatio = mix });
        Dictionary<(int, int), float> edges = [];
        for (int point = 0; point < graph.PointCount; point++)
        {
            Assert.DoesNotContain(point, graph.Columns(point).ToArray());
            Assert.Equal(graph.Columns(point).ToArray().Distinct().Order(), graph.Columns(point).ToArray());
            for (int edge = 0; edge < graph.Columns(point).Length; edge++)
            {
                edges.Add((point, graph.Columns(point)[edge]), graph.Weights(point)[edge]);
            }
        }

        Assert.All(edges, edge => Assert.Equal(edge.Value, edges[(edge.Key.Item2, edge.Key.Item1)]));
        Assert.All(edges, edge => Assert.InRange(edge.Value, float.Epsilon, 1));
    }
}
