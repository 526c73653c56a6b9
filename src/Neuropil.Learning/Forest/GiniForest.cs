using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Grows the trees of a forest side by side: the columns are sorted once, each tree draws its rows by its own address.</summary>
internal static class GiniForest
{
    private const int TreeBlock = 4;

    public static ForestTree[] Grow(Matrix points, ClassCodes coding, RandomForestOptions options, Execution execution)
    {
        ForestColumns columns = ForestColumns.Of(points, execution);
        ForestTree[] trees = new ForestTree[options.TreeCount];
        Blocks.For(trees.Length, TreeBlock, execution, (first, end) =>
        {
            GiniTreeGrower grower = new(columns, coding, options);
            for (int tree = first; tree < end; tree++)
            {
                trees[tree] = grower.Grow(tree);
            }
        });
        return trees;
    }
}
