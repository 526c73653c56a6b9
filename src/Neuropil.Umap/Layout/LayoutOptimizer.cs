using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>Moves the places until near points are near: pulls along sampled edges, pushes by random points.</summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, §4.2, arranged so that the result does not depend on threads. The groups fall into
/// <see cref="ClassCount"/> classes that take turns: the points of a class are moved against the places of all points as they stood
/// before its turn, each moving itself only. docs/umap-layout.md tells what else was tried.
/// </remarks>
internal static class LayoutOptimizer
{
    public const int ClassCount = 4;
    private const int PhasesPerEpoch = 2 * ClassCount;
    private const double Rate = 0.5;
    private const int LeastCountForThreads = 2048;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap negatives");

    private delegate void Mover(LayoutState state, in LayoutForces forces, int group, ReadOnlySpan<int> draws, float rate, ulong key);

    /// <param name="places">n × EmbeddingDimension: from where the points start to where they end.</param>
    /// <param name="graph">n points.</param>
    /// <param name="weights">How much each point counts, 0 to 1; null: all the same.</param>
    /// <param name="curve">The curve of the options.</param>
    /// <param name="options">Epochs, rates, seed.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    public static void Run(
        float[] places, FuzzySimplicialSet graph, double[]? weights, DistanceCurve curve, UmapOptions options, Execution execution)
    {
        int epochCount = options.EpochsFor(graph.PointCount);
        if (epochCount == 0 || graph.EdgeCount == 0)
        {
            return;
        }

        LayoutForces forces = LayoutForces.OfBothEnds(curve, options);
        FuzzySimplicialSet drawn = weights is null ? graph : graph.Weighted(weights);
        EdgeSampler sampler = EdgeSampler.From(drawn, places, options.EmbeddingDimension, epochCount, options.Seed);
        LayoutState state = new(places, sampler.Order, options.EmbeddingDimension, options.Seed, weights);
        Mover move = Vector256.IsHardwareAccelerated ? GroupMover<Lanes256>.Move
            : Vector128.IsHardwareAccelerated ? GroupMover<Lanes128>.Move
            : GroupMover<Lane>.Move;
        for (int epoch = 0; epoch < epochCount; epoch += EdgeSampler.WindowLength)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            execution.Report("layout", (double)epoch / epochCount);
            sampler.Draw(epoch, execution);
            RunWindow(epoch, Math.Min(EdgeSampler.WindowLength, epochCount - epoch));
        }

        execution.Report("layout", 1);
        state.CopyTo(places, sampler.Order);

        void RunWindow(int firstEpoch, int length)
        {
            int groupsOfClass = Blocks.Count(state.GroupCount, ClassCount);
            int groupsOfBlock = Math.Clamp(groupsOfClass / 16, 4, 64);
            int blockCount = Blocks.Count(groupsOfClass, groupsOfBlock);
            int threads = graph.PointCount < LeastCountForThreads ? 1 : execution.ThreadCount;
            PhaseRunner.Run(length * PhasesPerEpoch, blockCount, threads, (phase, block) =>
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                int inWindow = phase / PhasesPerEpoch;
                int turn = phase % PhasesPerEpoch / 2;
                int last = Math.Min((block + 1) * groupsOfBlock, groupsOfClass);
                bool commit = phase % 2 == 1;
                float rate = RateOf(firstEpoch + inWindow, epochCount, options.LearningRate);
                ulong key = KeyedRandom.At(options.Seed, Purpose, (ulong)(firstEpoch + inWindow)).NextUInt64();
                for (int inClass = block * groupsOfBlock; inClass < last; inClass++)
                {
                    int group = (inClass * ClassCount) + turn;
                    if (group >= state.GroupCount)
                    {
                        break;
                    }

                    if (commit)
                    {
                        state.Commit(group);
                    }
                    else
                    {
                        move(state, forces, group, DrawsOf(sampler, group, inWindow), rate, key);
                    }
                }
            });
        }
    }

    /// <summary>Falls as the 3/2th power of the time left.</summary>
    private static float RateOf(int epoch, int epochCount, double learningRate)
    {
        double left = 1 - ((double)epoch / epochCount);
        return (float)(Rate * learningRate * left * Math.Sqrt(left));
    }

    private static ReadOnlySpan<int> DrawsOf(EdgeSampler sampler, int group, int epochInWindow)
    {
        int first = sampler.FirstStep(group);
        long steps = sampler.FirstStep(group + 1) - first;
        int from = (int)(steps * epochInWindow / EdgeSampler.WindowLength);
        int to = (int)(steps * (epochInWindow + 1) / EdgeSampler.WindowLength);
        return sampler.Draws.AsSpan((first + from) * EdgeSampler.GroupSize, (to - from) * EdgeSampler.GroupSize);
    }
}
