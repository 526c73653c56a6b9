using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>Places new points among the fixed ones of a model, each on its own.</summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, §4: a new point starts at the weighted mean of its neighbours' places and is then moved as in
/// the fit, the model standing still. Edges are drawn in proportion to the point's own strongest, at phases that its neighbours' ranks
/// give, and the random points of (epoch, step) are the same for every point: nothing depends on what else is placed.
/// </remarks>
internal sealed class PointPlacer
{
    private const int BlockSize = 256;
    private const int EpochCount = 100;
    private const double Rate = 0.25;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap transform negatives");
    private readonly UmapModel model;
    private readonly Lazy<NeighborIndex> index;
    private readonly DistanceRange range;
    private readonly FrozenPlaces frozen;
    private readonly LayoutForces forces;
    private readonly float[] rates = new float[EpochCount];
    private readonly ulong[] keys = new ulong[EpochCount];
    private readonly Mover move = Vector256.IsHardwareAccelerated ? PointMover<Lanes256>.Move
        : Vector128.IsHardwareAccelerated ? PointMover<Lanes128>.Move
        : PointMover<Lane>.Move;

    public PointPlacer(UmapModel model)
    {
        this.model = model;
        UmapOptions options = model.Options;
        index = new Lazy<NeighborIndex>(() => NearestNeighbors.Index(model.TrainingPoints, options.Metric, options.NeighborSearch, options.Seed));
        range = DistanceRange.Of(model.TrainingPoints, options.Metric);
        frozen = new FrozenPlaces(model.Embedding);
        forces = LayoutForces.OfNewPoint(model.Curve, options);
        for (int epoch = 0; epoch < EpochCount; epoch++)
        {
            double left = 1 - ((double)epoch / EpochCount);
            rates[epoch] = (float)(Rate * options.LearningRate * left * Math.Sqrt(left));
            keys[epoch] = KeyedRandom.At(options.Seed, Purpose, (ulong)epoch).NextUInt64();
        }
    }

    private delegate void Mover(FrozenPlaces frozen, in LayoutForces forces, Span<float> own, ReadOnlySpan<int> draws, float rate, ulong key);

    /// <summary>Finds the model's points nearest to a new one.</summary>
    private delegate void Finder(int point, Span<int> rows, Span<double> distances);

    public void Place(Matrix points, double[] places, Execution execution)
    {
        range.Require(points, nameof(points));
        NeighborIndex known = index.Value;
        Place(points.RowCount, (point, rows, distances) => known.Nearest(points.Row(point), rows, distances), places, execution);
    }

    public void PlaceByDistances(Matrix distances, double[] places, Execution execution)
        => Place(
            distances.RowCount,
            (point, rows, nearest) =>
            {
                ReadOnlySpan<double> all = distances.Row(point);
                NearestOf(all, rows, nearest);
            },
            places,
            execution);

    private static void NearestOf(ReadOnlySpan<double> all, Span<int> rows, Span<double> nearest)
    {
        int count = 0;
        for (int row = 0; row < all.Length; row++)
        {
            if (count == rows.Length && all[row] >= nearest[^1])
            {
                continue;
            }

            int place = count < rows.Length ? count++ : count - 1;
            for (; place > 0 && nearest[place - 1] > all[row]; place--)
            {
                nearest[place] = nearest[place - 1];
                rows[place] = rows[place - 1];
            }

            nearest[place] = all[row];
            rows[place] = row;
        }
    }

    private void Place(int count, Finder find, double[] places, Execution execution)
    {
        int finished = 0;
        Blocks.For(count, BlockSize, execution, (start, end) =>
        {
            PlaceBlock(find, start, end, places, execution.Cancellation);
            execution.Report("transform", (double)Interlocked.Add(ref finished, end - start) / count);
        });
    }

    private void PlaceBlock(Finder find, int start, int end, double[] places, CancellationToken cancellation)
    {
        int dimension = model.Options.EmbeddingDimension;
        NewPoints block = new(end - start, model.Options.NeighborCount);
        for (int point = start; point < end; point++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<int> rows = block.Rows(point - start);
            Span<double> distances = block.Distances;
            find(point, rows, distances);
            if (distances[0] == 0)
            {
                model.Embedding.Row(rows[0]).CopyTo(places.AsSpan(point * dimension));
            }
            else
            {
                block.Add(point - start, model.Options.LocalConnectivity);
            }
        }

        int[] moving = block.ByRate();
        Span<float> own = stackalloc float[EdgeSampler.GroupSize * dimension];
        for (int first = 0; first < moving.Length; first += EdgeSampler.GroupSize)
        {
            ReadOnlySpan<int> group = moving.AsSpan(first, Math.Min(EdgeSampler.GroupSize, moving.Length - first));
            block.Start(group, model.Embedding, own);
            for (int epoch = 0; epoch < EpochCount; epoch++)
            {
                cancellation.ThrowIfCancellationRequested();
                move(frozen, forces, own, block.Draws(group, frozen.Count), rates[epoch], keys[epoch]);
            }

            for (int lane = 0; lane < group.Length; lane++)
            {
                for (int axis = 0; axis < dimension; axis++)
                {
                    places[((start + group[lane]) * dimension) + axis] = own[(axis * EdgeSampler.GroupSize) + lane];
                }
            }
        }
    }
}
