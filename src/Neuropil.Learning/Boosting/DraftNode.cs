namespace Neuropil.Learning;

/// <summary>A node of a tree that grows: its sums, its best split and, once split, its children.</summary>
internal struct DraftNode
{
    public double Gradient;
    public double Hessian;
    public float BaseWeight;
    public float NodeGain;
    public SplitCandidate Best;

    /// <summary>Children; 0: none.</summary>
    public int Left;
    public int Right;
}
