namespace Neuropil.Hdbscan;

/// <summary>The merges as a table, those at one distance as one.</summary>
internal static class SingleLinkageTable
{
    public static IEnumerable<SingleLinkageRow> Rows(SingleLinkage linkage, int[] rows)
    {
        bool[] absorbed = Absorbed(linkage);
        int[] numbers = new int[linkage.MergeCount];
        List<int> children = [];
        Stack<int> pending = [];
        int next = linkage.PointCount;
        for (int merge = 0; merge < linkage.MergeCount; merge++)
        {
            if (absorbed[merge])
            {
                continue;
            }

            numbers[merge] = next++;
            linkage.ChildrenOf(merge, children, pending, null);
            foreach (int child in children)
            {
                int number = child < linkage.PointCount ? rows[child] : numbers[child - linkage.PointCount];
                yield return new SingleLinkageRow(numbers[merge], number, linkage.Distances[merge], linkage.SizeOf(child));
            }
        }
    }

    /// <summary>Whether each merge is part of another at its distance.</summary>
    private static bool[] Absorbed(SingleLinkage linkage)
    {
        bool[] absorbed = new bool[linkage.MergeCount];
        for (int merge = 0; merge < absorbed.Length; merge++)
        {
            Mark(linkage.Left[merge] - linkage.PointCount);
            Mark(linkage.Right[merge] - linkage.PointCount);

            void Mark(int part)
            {
                if (part >= 0 && linkage.Distances[part] == linkage.Distances[merge])
                {
                    absorbed[part] = true;
                }
            }
        }

        return absorbed;
    }
}
