namespace Neuropil.Numerics;

/// <summary>Brute force that leaves out most pairs; see <see cref="FilteredBruteForce{TMetric}"/>.</summary>
internal interface INeighborFilter
{
    /// <summary>Finds the nearest points to each query; with <paramref name="areSame"/> the queries are the points, and each row comes first itself.</summary>
    void Find(Matrix queries, bool areSame, int neighborCount, int[] rows, double[] distances, Execution execution);
}
