namespace Neuropil.Umap.Tests.Initialization;

using Neuropil.Numerics;

public class SpectralStartTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(300)]
    [InlineData(3000)]
    public void A_path_is_laid_out_by_its_cosines(int count)
    {
        WeightedGraph path = Path(count);
        double[] vectors = LaplacianEigenvectors.Of(path, 2, Execution.Default);
        for (int column = 0; column < 2; column++)
        {
            double[] found = [.. Enumerable.Range(0, count).Select(vertex => vectors[(vertex * 2) + column])];
            double[] exact = [.. Enumerable.Range(0, count).Select(vertex => Math.Cos((column + 1) * Math.PI * vertex / (count - 1)))];
            Assert.InRange(Math.Abs(Correlation(found, exact)), 0.999, 1);
        }
    }

    [Theory]
    [InlineData(25, 1)]
    [InlineData(500, 2)]
    [InlineData(2000, 3)]
    public void Vectors_are_nearly_eigenvectors_and_ordered(int count, int wanted)
    {
        Matrix points = TestPoints.Gaussian(count, 3);
        WeightedGraph graph = FuzzySimplicialSet.From(NearestNeighbors.Of(points, 15)).ToWeightedGraph();
        double[] vectors = LaplacianEigenvectors.Of(graph, wanted, Execution.Default);
        double before = 0;
        for (int column = 0; column < wanted; column++)
        {
            (double eigenvalue, double residual) = Rayleigh(graph, vectors, wanted, column);
            Assert.InRange(eigenvalue, before - 1e-9, 1);
            Assert.InRange(residual, 0, 0.02);
            before = eigenvalue;
        }
    }

    [Fact]
    public void Parts_that_do_not_hang_together_start_apart()
    {
        Matrix points = TestPoints.Gaussian(300, 4, distanceOfBlobs: 100, blobCount: 3);
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(NearestNeighbors.Of(points, 10));
        (int[] parts, int partCount) = graph.ToWeightedGraph().ConnectedParts();
        Assert.Equal(3, partCount);
        Assert.All(Enumerable.Range(0, 300), row => Assert.Equal(row % 3, parts[row]));
        float[] places = InitialPlaces.From(new UmapData { Points = points }, graph, UmapOptions.Default, Execution.Default);
        Matrix start = new(300, 2, [.. places.Select(place => (double)place)]);
        NeighborTable nearest = NearestNeighbors.Of(start, 30);
        Assert.All(Enumerable.Range(0, 300), row => Assert.All(nearest.Rows(row).ToArray(), other => Assert.Equal(row % 3, other % 3)));
    }

    [Theory]
    [InlineData(UmapInitialization.Spectral)]
    [InlineData(UmapInitialization.PrincipalComponents)]
    [InlineData(UmapInitialization.Random)]
    public void Every_start_fills_its_extent(UmapInitialization initialization)
    {
        Matrix points = TestPoints.Gaussian(200, 2);
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(NearestNeighbors.Of(points, 10));
        float[] places = InitialPlaces.From(
            new UmapData { Points = points },
            graph,
            new UmapOptions { EmbeddingDimension = 4, Initialization = initialization },
            Execution.Default);
        for (int column = 0; column < 4; column++)
        {
            float[] axis = [.. Enumerable.Range(0, 200).Select(row => places[(row * 4) + column])];
            Assert.InRange(axis.Min(), 0, 0.5);
            Assert.InRange(axis.Max(), 9.5, 10.01);
        }
    }

    [Fact]
    public void Principal_components_find_the_widest_axes()
    {
        KeyedRandom random = KeyedRandom.At(1, 2);
        double[][] rows = [.. Enumerable.Range(0, 500).Select(_ =>
        {
            double wide = 10 * random.NextGaussian();
            double narrow = 3 * random.NextGaussian();
            return new[] { (0.6 * wide) - (0.8 * narrow), (0.8 * wide) + (0.6 * narrow), random.NextGaussian(), wide };
        })];
        double[] scores = PrincipalComponents.Of(Matrix.FromRows(rows), 2, Execution.Default);
        Assert.InRange(Math.Abs(Correlation([.. Enumerable.Range(0, 500).Select(row => scores[row * 2])], [.. rows.Select(row => row[3])])), 0.99, 1);
        double[] second = [.. Enumerable.Range(0, 500).Select(row => scores[(row * 2) + 1])];
        double[] expected = [.. rows.Select(row => (0.6 * row[1]) - (0.8 * row[0]))];
        Assert.InRange(Math.Abs(Correlation(second, expected)), 0.99, 1);
    }

    private static WeightedGraph Path(int count)
    {
        List<int> offsets = [0];
        List<int> columns = [];
        for (int vertex = 0; vertex < count; vertex++)
        {
            columns.AddRange(new[] { vertex - 1, vertex + 1 }.Where(other => other >= 0 && other < count));
            offsets.Add(columns.Count);
        }

        return new WeightedGraph([.. offsets], [.. columns], [.. Enumerable.Repeat(1f, columns.Count)]);
    }

    private static (double Eigenvalue, double Residual) Rayleigh(WeightedGraph graph, double[] vectors, int width, int column)
    {
        double[] x = [.. Enumerable.Range(0, graph.Count).Select(vertex => vectors[(vertex * width) + column] * Math.Sqrt(graph.Degrees[vertex]))];
        double[] image = new double[graph.Count];
        for (int vertex = 0; vertex < graph.Count; vertex++)
        {
            image[vertex] = x[vertex];
            for (int edge = graph.Offsets[vertex]; edge < graph.Offsets[vertex + 1]; edge++)
            {
                int other = graph.Columns[edge];
                image[vertex] -= graph.Weights[edge] * x[other] / Math.Sqrt(graph.Degrees[vertex] * graph.Degrees[other]);
            }
        }

        double square = x.Sum(value => value * value);
        double eigenvalue = x.Zip(image, (a, b) => a * b).Sum() / square;
        double residual = Math.Sqrt(x.Zip(image, (a, b) => (b - (eigenvalue * a)) * (b - (eigenvalue * a))).Sum() / square);
        return (eigenvalue, residual);
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        double product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
