using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

// The points against themselves: each pair is looked at once, for both its rows. The slots are cut into blocks; a task takes a pair of
// blocks and owns the lists of both. Pairs come in the rounds of a round-robin tournament, so that no block is in two tasks at a time.
// The nearest rows do not depend on the order in which pairs are looked at, so neither do the bytes. (The metrics here are symmetric to
// the bit: products and squared differences are, and their sums have one order.)
internal sealed partial class FilteredBruteForce<TMetric>
{
    private const int SlotsPerPlayer = 8 * Width;

    private void FindAmongPoints(int neighborCount, int[] rows, double[] distances, Execution execution)
    {
        int rowCount = points.RowCount;
        for (int row = 0; row < rowCount; row++)
        {
            rows.AsSpan(row * neighborCount, neighborCount).Fill(row);
            distances.AsSpan(row * neighborCount, neighborCount).Fill(double.PositiveInfinity);
            distances[row * neighborCount] = 0;
        }

        if (neighborCount == 1)
        {
            return;
        }

        double[] seeds = new double[rowCount];
        Array.Fill(seeds, double.PositiveInfinity);
        Lists lists = new(rows, distances, new int[rowCount], seeds, neighborCount);
        int playerCount = Blocks.Count(rowCount, SlotsPerPlayer);
        double pairCount = playerCount * (playerCount + 1.0) / 2;
        int done = 0;
        void Play(int first, int second)
        {
            FindInPair(first, second, lists);
            execution.Report("neighbours", Interlocked.Increment(ref done) / pairCount);
        }

        // Within the blocks first: that bounds every list.
        Blocks.For(playerCount, 1, execution, (player, _) =>
        {
            Seed(player, lists);
            Play(player, player);
        });

        // The circle method: the last seat stays, the others move on by one each round. With an odd count the last seat is empty.
        int seatCount = playerCount + (playerCount % 2);
        int circle = seatCount - 1;
        for (int round = 0; round < circle; round++)
        {
            int turn = round;
            Blocks.For(seatCount / 2, 1, execution, (game, _) =>
            {
                int first = (turn + game) % circle;
                int second = game == 0 ? circle : (turn + circle - game) % circle;
                if (second < playerCount)
                {
                    Play(Math.Min(first, second), Math.Max(first, second));
                }
            });
        }
    }

    /// <summary>
    /// Bounds the lists of a block's slots before anything is measured: among the other slots of the block as many as a list holds lie, in
    /// single precision, no farther than this.
    /// </summary>
    private void Seed(int player, Lists lists)
    {
        int start = player * SlotsPerPlayer;
        int end = Math.Min(points.RowCount, start + SlotsPerPlayer);
        int wanted = lists.NeighborCount - 1;

        // Where a direction is compared, a vector of length 0 is as far from any other as the metric says, not as its place says.
        if (wanted >= end - start || (!TMetric.IsTranslationInvariant && norms.AsSpan(start, end - start).Contains(0)))
        {
            return;
        }

        double longest = panelNorms.AsSpan(start / Width, Blocks.Count(end - start, Width)).ToArray().Max();
        Span<float> products = stackalloc float[TileSize];
        float[] values = new float[Width * SlotsPerPlayer];
        for (int panel = start / Width; panel * Width < end; panel++)
        {
            for (int other = start / Width; other * Width < end; other++)
            {
                vectors.Multiply(panel, vectors, other, products);
                for (int index = 0; index < TileSize; index++)
                {
                    int column = (other * Width) + (index % Width);
                    values[(index / Width * SlotsPerPlayer) + column - start] = squares[column] - (2 * products[index]);
                }
            }

            for (int slot = panel * Width; slot < Math.Min(end, (panel + 1) * Width); slot++)
            {
                // Slots that are not there have an infinite square.
                Span<float> own = values.AsSpan((slot - (panel * Width)) * SlotsPerPlayer, Blocks.Count(end - start, Width) * Width);
                own[slot - start] = float.PositiveInfinity;
                own.Sort();
                float farthest = own[wanted - 1];
                lists.Seeds[slot] = float.IsFinite(own[0]) && float.IsFinite(farthest)
                    ? farthest + Slack(norms[slot], longest)
                    : double.PositiveInfinity;
            }
        }
    }

    private void FindInPair(int first, int second, Lists lists)
    {
        Side a = SideOf(first, second, lists);
        Side b = first == second ? a : SideOf(second, first, lists);
        Span<float> products = stackalloc float[TileSize];
        Span<uint> candidates = stackalloc uint[Width];
        for (int panelOfA = a.Start / Width; panelOfA * Width < a.End; panelOfA++)
        {
            int panelOfB = first == second ? panelOfA : b.Start / Width;
            for (; panelOfB * Width < b.End; panelOfB++)
            {
                int count = TileSize;
                if (shortVectors is not null)
                {
                    shortVectors.Multiply(panelOfA, shortVectors, panelOfB, products);
                    count = FindInTile(panelOfA, panelOfB, products, a, b, candidates);
                }

                if (count > FewPairs)
                {
                    vectors.Multiply(panelOfA, vectors, panelOfB, products);
                    count = FindInTile(panelOfA, panelOfB, products, a, b, candidates);
                }

                if (count > 0)
                {
                    MeasureTile(panelOfA, panelOfB, candidates, a, b, lists);
                }
            }
        }
    }

    private Side SideOf(int player, int other, Lists lists)
    {
        int start = player * SlotsPerPlayer;
        int end = Math.Min(points.RowCount, start + SlotsPerPlayer);
        int firstPanel = other * (SlotsPerPlayer / Width);
        int lastPanel = Math.Min(panelNorms.Length, firstPanel + (SlotsPerPlayer / Width));
        double normOfOther = 0;
        for (int panel = firstPanel; panel < lastPanel; panel++)
        {
            normOfOther = Math.Max(normOfOther, panelNorms[panel]);
        }

        Side side = new(start, end, normOfOther, new float[SlotsPerPlayer]);
        Array.Fill(side.Limits, float.NegativeInfinity);
        for (int slot = start; slot < end; slot++)
        {
            Limit(slot, side, lists);
        }

        return side;
    }

    /// <summary>A slot's greatest |v(b)|² − 2 v(a)·v(b) that may be in its list yet.</summary>
    private void Limit(int slot, in Side side, Lists lists)
    {
        double squared = TMetric.SquaredOf(lists.Distances[((order[slot] + 1) * lists.NeighborCount) - 1]) * scale * scale * (1 + 1e-12);
        double bound = Math.Min(squared - (norms[slot] * norms[slot]), lists.Seeds[slot]);
        side.Limits[slot - side.Start] = Threshold(bound, norms[slot], side.NormOfOther);
    }

    /// <summary>Which pairs of two panels may be near enough for a list of either side: for each slot of a one bit a slot of b. Returns how many.</summary>
    private int FindInTile(int panelOfA, int panelOfB, ReadOnlySpan<float> products, in Side a, in Side b, Span<uint> candidates)
    {
        int firstOfA = panelOfA * Width;
        int firstOfB = panelOfB * Width;
        int lanes = Math.Min(Width, a.End - firstOfA);
        uint present = Present(panelOfB);
        int count = 0;
        candidates.Clear();
        ref float limitsOfB = ref b.Limits[firstOfB - b.Start];
        ref float squaresOfB = ref squares[firstOfB];
        Vector256<float> lowLimits = Vector256.LoadUnsafe(ref limitsOfB);
        Vector256<float> highLimits = Vector256.LoadUnsafe(ref limitsOfB, 8);
        Vector256<float> lowSquares = Vector256.LoadUnsafe(ref squaresOfB);
        Vector256<float> highSquares = Vector256.LoadUnsafe(ref squaresOfB, 8);
        for (int lane = 0; lane < lanes; lane++)
        {
            ref float product = ref Unsafe.Add(ref MemoryMarshal.GetReference(products), lane * Width);
            Vector256<float> low = Vector256.LoadUnsafe(ref product) * 2;
            Vector256<float> high = Vector256.LoadUnsafe(ref product, 8) * 2;
            Vector256<float> limit = Vector256.Create(a.Limits[firstOfA + lane - a.Start]);
            Vector256<float> square = Vector256.Create(squares[firstOfA + lane]);

            // Not "≤": a product that is not a number is a candidate.
            Vector256<float> lowExcluded = Vector256.GreaterThan(lowSquares - low, limit) & Vector256.GreaterThan(square - low, lowLimits);
            Vector256<float> highExcluded = Vector256.GreaterThan(highSquares - high, limit) & Vector256.GreaterThan(square - high, highLimits);
            uint excluded = Vector256.ExtractMostSignificantBits(lowExcluded) | (Vector256.ExtractMostSignificantBits(highExcluded) << 8);
            uint found = ~excluded & present;
            if (panelOfA == panelOfB)
            {
                found &= ~((2u << lane) - 1);
            }

            candidates[lane] = found;
            count += System.Numerics.BitOperations.PopCount(found);
        }

        return count;
    }

    private void MeasureTile(int panelOfA, int panelOfB, ReadOnlySpan<uint> candidates, in Side a, in Side b, Lists lists)
    {
        for (int lane = 0; lane < candidates.Length; lane++)
        {
            int slot = (panelOfA * Width) + lane;
            for (uint left = candidates[lane]; left != 0; left &= left - 1)
            {
                int other = (panelOfB * Width) + System.Numerics.BitOperations.TrailingZeroCount(left);
                double distance = metric.Distance(points.Row(order[slot]), points.Row(order[other]));
                Offer(slot, other, distance, a, lists);
                Offer(other, slot, distance, b, lists);
            }
        }
    }

    private void Offer(int slot, int other, double distance, in Side side, Lists lists)
    {
        int row = order[slot];
        int at = (row * lists.NeighborCount) + 1;
        int count = lists.NeighborCount - 1;
        NeighborList nearest = new(lists.Rows.AsSpan(at, count), lists.Distances.AsSpan(at, count), lists.Counts[row]);
        double bound = nearest.Bound;
        nearest.Offer(order[other], distance);
        lists.Counts[row] = nearest.Count;
        if (nearest.Bound < bound)
        {
            Limit(slot, side, lists);
        }
    }

    /// <summary>
    /// The lists of all rows, and for each slot a bound on |v(b)|² − 2 v(a)·v(b) of what can enter; a task writes those of its own slots.
    /// </summary>
    private sealed record Lists(int[] Rows, double[] Distances, int[] Counts, double[] Seeds, int NeighborCount);

    /// <summary>A block's slots in a pair of blocks: the length of the longest vector of the other block, and a limit for each slot.</summary>
    private readonly record struct Side(int Start, int End, double NormOfOther, float[] Limits);
}
