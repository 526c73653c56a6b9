namespace Neuropil.Learning;

/// <summary>A classification tree while it grows.</summary>
internal sealed class ForestTreeDraft
{
    private readonly List<int> feature = [];
    private readonly List<double> threshold = [];
    private readonly List<int> left = [];
    private readonly List<int> right = [];
    private readonly List<double> shares = [];
    private int leafCount;

    public int Add()
    {
        feature.Add(ForestTree.Leaf);
        threshold.Add(0);
        left.Add(0);
        right.Add(0);
        return feature.Count - 1;
    }

    public void MakeSplit(int node, int splitFeature, double splitThreshold, int leftChild, int rightChild)
    {
        feature[node] = splitFeature;
        threshold[node] = splitThreshold;
        left[node] = leftChild;
        right[node] = rightChild;
    }

    public void MakeLeaf(int node, ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (long count in counts)
        {
            total += count;
        }

        left[node] = leafCount++;
        foreach (long count in counts)
        {
            shares.Add((double)count / total);
        }
    }

    public ForestTree Pack() => new()
    {
        Feature = [.. feature],
        Threshold = [.. threshold],
        Left = [.. left],
        Right = [.. right],
        Shares = [.. shares],
    };
}
