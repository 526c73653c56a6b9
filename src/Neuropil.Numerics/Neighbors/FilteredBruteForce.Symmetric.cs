using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

// The points against themselves: each pair is looked at once, for both its rows. The rows are cut into blocks; a task takes a pair of
// blocks and owns the lists of both. Pairs come in the rounds of a round-robin tournament, so that no block is in two tasks at a time.
// The nearest rows do not depend on the order in which pairs are looked at, so neither do the bytes. (The metrics here are symmetric to
// the bit: products and squared differences are, and their sums have one order.)
internal sealed partial class FilteredBruteForce<TMetric>
{
    private const int RowsPerPlayer = 8 * PanelWidth;

    // Of two panels so many columns stay in the first-level cache.
    private const int ColumnsPerChunk = 128;

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

        Lists lists = new(rows, distances, new int[rowCount], neighborCount);
        int playerCount = Blocks.Count(rowCount, RowsPerPlayer);
        double pairCount = playerCount * (playerCount + 1.0) / 2;
        int done = 0;
        void Play(int first, int second)
        {
            FindInPair(first, second, lists);
            execution.Report("neighbours", Interlocked.Increment(ref done) / pairCount);
        }

        // Within the blocks first: that bounds every list.
        Blocks.For(playerCount, 1, execution, (player, _) => Play(player, player));

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

    private void FindInPair(int first, int second, Lists lists)
    {
        Side a = SideOf(first, second, lists);
        Side b = first == second ? a : SideOf(second, first, lists);
        Span<float> products = stackalloc float[PanelWidth * PanelWidth];
        for (int panelOfA = a.Start / PanelWidth; panelOfA * PanelWidth < a.End; panelOfA++)
        {
            int panelOfB = first == second ? panelOfA : b.Start / PanelWidth;
            for (; panelOfB * PanelWidth < b.End; panelOfB++)
            {
                MultiplyPanels(panelOfA, panelOfB, products);
                FindInTile(panelOfA, panelOfB, products, a, b, lists);
            }
        }
    }

    private Side SideOf(int player, int other, Lists lists)
    {
        int start = player * RowsPerPlayer;
        int end = Math.Min(points.RowCount, start + RowsPerPlayer);
        int firstPanel = other * (RowsPerPlayer / PanelWidth);
        int lastPanel = Math.Min(panelNorms.Length, firstPanel + (RowsPerPlayer / PanelWidth));
        double normOfOther = 0;
        for (int panel = firstPanel; panel < lastPanel; panel++)
        {
            normOfOther = Math.Max(normOfOther, panelNorms[panel]);
        }

        Side side = new(start, end, normOfOther, new float[RowsPerPlayer]);
        Array.Fill(side.Limits, float.NegativeInfinity);
        for (int row = start; row < end; row++)
        {
            Limit(row, side, lists);
        }

        return side;
    }

    /// <summary>A row's greatest |v(b)|² − 2 v(a)·v(b) that may be in its list yet.</summary>
    private void Limit(int row, in Side side, Lists lists)
    {
        double squared = TMetric.SquaredOf(lists.Distances[((row + 1) * lists.NeighborCount) - 1]) * scale * scale * (1 + 1e-12);
        side.Limits[row - side.Start] = Threshold(squared - (norms[row] * norms[row]), norms[row], side.NormOfOther);
    }

    private void FindInTile(int panelOfA, int panelOfB, Span<float> products, in Side a, in Side b, Lists lists)
    {
        int firstOfB = panelOfB * PanelWidth;
        int endOfA = Math.Min(a.End, (panelOfA + 1) * PanelWidth);
        uint present = (1u << Math.Min(PanelWidth, b.End - firstOfB)) - 1;
        ref float limitsOfB = ref b.Limits[firstOfB - b.Start];
        ref float squaresOfB = ref squares[firstOfB];
        for (int row = panelOfA * PanelWidth; row < endOfA; row++)
        {
            int lane = row % PanelWidth;
            ref float product = ref products[lane * PanelWidth];
            Vector256<float> low = Vector256.LoadUnsafe(ref product) * 2;
            Vector256<float> high = Vector256.LoadUnsafe(ref product, 8) * 2;
            Vector256<float> limit = Vector256.Create(a.Limits[row - a.Start]);
            Vector256<float> square = Vector256.Create(squares[row]);

            // Not "≤": a product that is not a number is a candidate.
            Vector256<float> lowExcluded = Vector256.GreaterThan(Vector256.LoadUnsafe(ref squaresOfB) - low, limit)
                & Vector256.GreaterThan(square - low, Vector256.LoadUnsafe(ref limitsOfB));
            Vector256<float> highExcluded = Vector256.GreaterThan(Vector256.LoadUnsafe(ref squaresOfB, 8) - high, limit)
                & Vector256.GreaterThan(square - high, Vector256.LoadUnsafe(ref limitsOfB, 8));
            uint excluded = Vector256.ExtractMostSignificantBits(lowExcluded) | (Vector256.ExtractMostSignificantBits(highExcluded) << 8);
            uint candidates = ~excluded & present;
            if (panelOfA == panelOfB)
            {
                candidates &= ~((2u << lane) - 1);
            }

            while (candidates != 0)
            {
                int other = firstOfB + System.Numerics.BitOperations.TrailingZeroCount(candidates);
                candidates &= candidates - 1;
                double distance = metric.Distance(points.Row(row), points.Row(other));
                Offer(row, other, distance, a, lists);
                Offer(other, row, distance, b, lists);
            }
        }
    }

    private void Offer(int row, int other, double distance, in Side side, Lists lists)
    {
        int at = (row * lists.NeighborCount) + 1;
        int count = lists.NeighborCount - 1;
        NeighborList nearest = new(lists.Rows.AsSpan(at, count), lists.Distances.AsSpan(at, count), lists.Counts[row]);
        double bound = nearest.Bound;
        nearest.Offer(other, distance);
        lists.Counts[row] = nearest.Count;
        if (nearest.Bound < bound)
        {
            Limit(row, side, lists);
        }
    }

    /// <summary>The products of the points of two panels.</summary>
    private void MultiplyPanels(int panelOfA, int panelOfB, Span<float> products)
    {
        int dimension = points.ColumnCount;
        products.Clear();
        for (int column = 0; column < dimension; column += ColumnsPerChunk)
        {
            int count = Math.Min(ColumnsPerChunk, dimension - column);
            ref float a = ref panels[((panelOfA * dimension) + column) * PanelWidth];
            ref float b = ref panels[((panelOfB * dimension) + column) * PanelWidth];
            ref float product = ref MemoryMarshal.GetReference(products);
            for (int lane = 0; lane < PanelWidth; lane += RowsPerKernel)
            {
                AddProducts(ref Unsafe.Add(ref a, lane), ref b, count, ref Unsafe.Add(ref product, lane * PanelWidth));
            }
        }
    }

    /// <summary>Adds the products of four points of one panel with the sixteen of another, over some columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(ref float a, ref float b, int columnCount, ref float products)
    {
        Vector256<float> low0 = Vector256.LoadUnsafe(ref products);
        Vector256<float> high0 = Vector256.LoadUnsafe(ref products, 8);
        Vector256<float> low1 = Vector256.LoadUnsafe(ref products, 16);
        Vector256<float> high1 = Vector256.LoadUnsafe(ref products, 24);
        Vector256<float> low2 = Vector256.LoadUnsafe(ref products, 32);
        Vector256<float> high2 = Vector256.LoadUnsafe(ref products, 40);
        Vector256<float> low3 = Vector256.LoadUnsafe(ref products, 48);
        Vector256<float> high3 = Vector256.LoadUnsafe(ref products, 56);
        for (int column = 0; column < columnCount; column++)
        {
            Vector256<float> low = Vector256.LoadUnsafe(ref b);
            Vector256<float> high = Vector256.LoadUnsafe(ref b, 8);
            Vector256<float> value = Vector256.Create(a);
            low0 = MultiplyAdd(value, low, low0);
            high0 = MultiplyAdd(value, high, high0);
            value = Vector256.Create(Unsafe.Add(ref a, 1));
            low1 = MultiplyAdd(value, low, low1);
            high1 = MultiplyAdd(value, high, high1);
            value = Vector256.Create(Unsafe.Add(ref a, 2));
            low2 = MultiplyAdd(value, low, low2);
            high2 = MultiplyAdd(value, high, high2);
            value = Vector256.Create(Unsafe.Add(ref a, 3));
            low3 = MultiplyAdd(value, low, low3);
            high3 = MultiplyAdd(value, high, high3);
            a = ref Unsafe.Add(ref a, PanelWidth);
            b = ref Unsafe.Add(ref b, PanelWidth);
        }

        low0.StoreUnsafe(ref products);
        high0.StoreUnsafe(ref products, 8);
        low1.StoreUnsafe(ref products, 16);
        high1.StoreUnsafe(ref products, 24);
        low2.StoreUnsafe(ref products, 32);
        high2.StoreUnsafe(ref products, 40);
        low3.StoreUnsafe(ref products, 48);
        high3.StoreUnsafe(ref products, 56);
    }

    /// <summary>The lists of all rows; a task writes those of its own rows.</summary>
    private sealed record Lists(int[] Rows, double[] Distances, int[] Counts, int NeighborCount);

    /// <summary>A block's rows in a pair of blocks: the length of the longest vector of the other block, and a limit for each row.</summary>
    private readonly record struct Side(int Start, int End, double NormOfOther, float[] Limits);
}
