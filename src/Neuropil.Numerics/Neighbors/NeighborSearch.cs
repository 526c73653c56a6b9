namespace Neuropil.Numerics;

/// <summary>How neighbours are found. All but <see cref="NearestNeighborDescent"/> are exact and give the same bytes.</summary>
public enum NeighborSearch
{
    /// <summary>By size and dimension; the rule is told at <see cref="NearestNeighbors"/>.</summary>
    Auto,

    /// <summary>Every pair is looked at. Exact, any metric, any dimension.</summary>
    BruteForce,

    /// <summary>A k-d tree. Exact, for euclidean, manhattan and chebyshev distances; fast in low dimension.</summary>
    KdTree,

    /// <summary>NN-descent (Dong, Moses and Li 2011). Approximate, for large tables of high dimension.</summary>
    NearestNeighborDescent,
}
