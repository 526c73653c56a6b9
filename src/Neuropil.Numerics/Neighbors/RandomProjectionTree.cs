namespace Neuropil.Numerics;

/// <summary>
/// Rows parted again and again by a random plane halfway between two of them, until few are left together: near points mostly end in
/// one leaf (Dasgupta and Freund 2008; the plane as in Bernhardsson's Annoy).
/// </summary>
/// <remarks>A row on the plane goes by its hash; a group that no plane parts is halved by row. Randomness: (seed, tree, node).</remarks>
internal sealed class RandomProjectionTree
{
    private static readonly ulong Purpose = KeyedRandom.Purpose("random projection tree");
    private readonly List<(int Start, int End)> leaves = [];

    private RandomProjectionTree(int[] rows) => Rows = rows;

    /// <summary>All rows, leaf by leaf.</summary>
    public int[] Rows { get; }

    /// <summary>The leaves, as ranges of <see cref="Rows"/>.</summary>
    public IReadOnlyList<(int Start, int End)> Leaves => leaves;

    public static RandomProjectionTree Of<TPlane>(Matrix points, int leafCapacity, long seed, int tree)
        where TPlane : struct, IPlane
    {
        int[] rows = new int[points.RowCount];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        RandomProjectionTree result = new(rows);
        int[] room = new int[rows.Length];
        double[] normal = new double[points.ColumnCount];
        double[] scratch = new double[points.ColumnCount];
        Stack<(int Start, int End)> pending = new([(0, rows.Length)]);
        ulong node = 0;
        while (pending.TryPop(out (int Start, int End) range))
        {
            int count = range.End - range.Start;
            if (count <= leafCapacity)
            {
                result.leaves.Add(range);
                continue;
            }

            KeyedRandom random = KeyedRandom.At(seed, Purpose, (ulong)tree, node++);
            Span<int> group = rows.AsSpan(range.Start, count);
            int first = group[random.NextInt32(count)];
            int second = group[random.NextInt32(count)];
            double offset = default(TPlane).Between(points.Row(first), points.Row(second), normal, scratch);
            int below = Part(points, group, room, normal, offset, random.NextUInt64());

            // A plane that leaves less than a hundredth on one side parts nothing: the tree would become a chain.
            int least = Math.Max(1, count / 100);
            int middle = range.Start + (below < least || below > count - least ? count / 2 : below);
            pending.Push((middle, range.End));
            pending.Push((range.Start, middle));
        }

        return result;
    }

    private static int Part(Matrix points, Span<int> group, int[] room, double[] normal, double offset, ulong salt)
    {
        int below = 0;
        int above = 0;
        for (int index = 0; index < group.Length; index++)
        {
            int row = group[index];
            double side = OrderedSums.Dot(points.Row(row), normal) - offset;
            if (side < 0 || (side == 0 && (KeyedRandom.Hash((ulong)row ^ salt) & 1) == 0))
            {
                group[below++] = row;
            }
            else
            {
                room[above++] = row;
            }
        }

        room.AsSpan(0, above).CopyTo(group[below..]);
        return below;
    }
}
