using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>Places new points among the fixed ones of a model.</summary>
internal sealed class PointPlacer(UmapModel model)
{
    private const int BlockSize = 64;
    private readonly NeighborIndex index =
        NearestNeighbors.Index(model.TrainingPoints, model.Options.Metric, model.Options.NeighborSearch, model.Options.Seed);

    public void Place(Matrix points, double[] places, Execution execution)
    {
        int dimension = model.Options.EmbeddingDimension;
        Blocks.For(points.RowCount, BlockSize, execution, (start, end) =>
        {
            int[] rows = new int[model.Options.NeighborCount];
            double[] distances = new double[rows.Length];
            for (int point = start; point < end; point++)
            {
                index.Nearest(points.Row(point), rows, distances);
                Place(rows, distances, places.AsSpan(point * dimension, dimension));
            }
        });
    }

    private void Place(int[] rows, double[] distances, Span<double> place)
    {
        if (distances[0] == 0)
        {
            model.Embedding.Row(rows[0]).CopyTo(place);
            return;
        }

        double connectivity = Math.Max(0, model.Options.LocalConnectivity - 1);
        (double rho, double sigma) = SmoothNeighborDistances.Of(distances, rows.Length, connectivity, 0);
        double total = 0;
        place.Clear();
        for (int neighbor = 0; neighbor < rows.Length; neighbor++)
        {
            double weight = SmoothNeighborDistances.Membership(distances[neighbor], rho, sigma);
            total += weight;
            ReadOnlySpan<double> other = model.Embedding.Row(rows[neighbor]);
            for (int column = 0; column < place.Length; column++)
            {
                place[column] += weight * other[column];
            }
        }

        for (int column = 0; column < place.Length; column++)
        {
            place[column] /= total;
        }
    }
}
