using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>Moves the places until near points are near: attraction along sampled edges, repulsion from random points.</summary>
internal static class LayoutOptimizer
{
    public const int WindowLength = 16;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap negatives");

    public static void Run(float[] places, FuzzySimplicialSet graph, DistanceCurve curve, UmapOptions options, Execution execution)
    {
        int dimension = options.EmbeddingDimension;
        int epochs = options.EpochsFor(graph.PointCount);
        double largest = graph.LargestWeight;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            execution.Report("layout", (double)epoch / epochs);
            double rate = options.LearningRate * (1 - ((double)epoch / epochs));
            for (int point = 0; point < graph.PointCount; point++)
            {
                Span<float> own = places.AsSpan(point * dimension, dimension);
                KeyedRandom random = KeyedRandom.At(options.Seed, Purpose, (ulong)epoch, (ulong)point);
                ReadOnlySpan<int> columns = graph.Columns(point);
                ReadOnlySpan<float> weights = graph.Weights(point);
                for (int edge = 0; edge < columns.Length; edge++)
                {
                    if (random.NextDouble() >= weights[edge] / largest)
                    {
                        continue;
                    }

                    Span<float> other = places.AsSpan(columns[edge] * dimension, dimension);
                    double s = SquaredDistance(own, other);
                    double p = DeterministicMath.Pow(s, curve.B - 1);
                    Move(own, other, -2 * curve.A * curve.B * p / (1 + (curve.A * p * s)), 2 * rate);
                    for (int negative = 0; negative < options.NegativeSampleRate; negative++)
                    {
                        Span<float> far = places.AsSpan(random.NextInt32(graph.PointCount) * dimension, dimension);
                        s = SquaredDistance(own, far);
                        p = DeterministicMath.Pow(s, curve.B - 1);
                        Move(own, far, 2 * options.RepulsionStrength * curve.B / ((0.001 + s) * (1 + (curve.A * p * s))), rate);
                    }
                }
            }
        }
    }

    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int column = 0; column < a.Length; column++)
        {
            sum += ((double)a[column] - b[column]) * ((double)a[column] - b[column]);
        }

        return Math.Max(sum, 1e-12);
    }

    private static void Move(Span<float> own, ReadOnlySpan<float> other, double coefficient, double rate)
    {
        for (int column = 0; column < own.Length; column++)
        {
            own[column] += (float)(rate * Math.Clamp(coefficient * (own[column] - (double)other[column]), -4, 4));
        }
    }
}
