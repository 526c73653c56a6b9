namespace Neuropil.Numerics.Tests.Quality;

using Neuropil.Numerics;

public class SilhouetteTests
{
    private static readonly Matrix Points = Matrix.FromRows(new double[][] { [0, 0], [0, 2], [10, 0], [10, 1], [10, 3], [50, 50], [3, 3] });
    private static readonly int[] Labels = [1, 1, 7, 7, 7, 4, -1];

    [Fact]
    public void A_silhouette_is_the_gap_between_the_own_and_the_nearest_other_cluster()
    {
        Silhouette silhouette = Silhouette.Of(Points, Labels);
        double within = 2;
        double other = (10 + Math.Sqrt(101) + Math.Sqrt(109)) / 3;
        Assert.Equal((other - within) / other, silhouette.Values.Span[0], 12);
        Assert.Equal(0, silhouette.Values.Span[5]);
        Assert.True(double.IsNaN(silhouette.Values.Span[6]));
        Assert.Equal(silhouette.Values.ToArray().Where(value => !double.IsNaN(value)).Average(), silhouette.Mean, 12);
    }

    [Fact]
    public void Points_without_a_cluster_count_for_nobody()
        => Assert.Equal(
            Silhouette.Of(Points.SelectRows([0, 1, 2, 3, 4, 5]), Labels.AsSpan(0, 6)).Mean,
            Silhouette.Of(Points, Labels).Mean);

    [Theory]
    [InlineData(Metric.Euclidean)]
    [InlineData(Metric.Manhattan)]
    [InlineData(Metric.Chebyshev)]
    [InlineData(Metric.Cosine)]
    [InlineData(Metric.Correlation)]
    public void It_agrees_with_its_definition_under_every_metric_on_any_thread_count(Metric metric)
    {
        double[] values = new double[120 * 4];
        KeyedRandom random = KeyedRandom.At(3, 1);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = random.NextGaussian() + (index / 4 % 3);
        }

        Matrix points = new(120, 4, values);
        int[] labels = [.. Enumerable.Range(0, 120).Select(row => row % 4 == 3 ? -1 : row % 3)];
        NeighborTable all = NearestNeighbors.Of(points, 120, metric);
        Silhouette silhouette = Silhouette.Of(points, labels, metric, Execution.With(threads: 1));
        for (int row = 0; row < 120; row++)
        {
            if (labels[row] < 0)
            {
                continue;
            }

            double[] distances = new double[120];
            for (int rank = 0; rank < 120; rank++)
            {
                distances[all.Rows(row)[rank]] = all.Distances(row)[rank];
            }

            double Mean(int label) => Enumerable.Range(0, 120).Where(other => labels[other] == label && other != row).Average(other => distances[other]);
            double own = Mean(labels[row]);
            double next = Enumerable.Range(0, 3).Where(label => label != labels[row]).Min(Mean);
            Assert.Equal((next - own) / Math.Max(own, next), silhouette.Values.Span[row], 12);
        }

        Assert.Equal(silhouette.Values.ToArray(), Silhouette.Of(points, labels, metric, Execution.With(threads: 7)).Values.ToArray());
    }

    [Fact]
    public void Duplicates_of_two_clusters_in_one_place_have_none()
        => Assert.Equal(0, Silhouette.Of(Matrix.FromRows(new double[][] { [1], [1], [1], [1] }), [0, 0, 1, 1]).Mean);

    [Fact]
    public void One_cluster_or_labels_of_another_length_are_refused()
    {
        Assert.Contains("1 clusters", Assert.Throws<ArgumentException>(() => Silhouette.Of(Points, [0, 0, 0, 0, 0, 0, -1])).Message);
        Assert.Contains("expected 7", Assert.Throws<ArgumentException>(() => Silhouette.Of(Points, [0, 1])).Message);
    }
}
