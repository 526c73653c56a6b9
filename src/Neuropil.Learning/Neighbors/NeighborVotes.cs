namespace Neuropil.Learning;

/// <summary>What the neighbours of one point vote for.</summary>
internal static class NeighborVotes
{
    /// <summary>Each class's share of the votes, summed nearest first.</summary>
    /// <param name="rows">The neighbours, nearest first.</param>
    /// <param name="distances">Their distances.</param>
    /// <param name="codes">The class of each training row.</param>
    /// <param name="weights">What a vote counts.</param>
    /// <param name="votes">One number a class; receives the shares, which sum to 1.</param>
    public static void Count(
        ReadOnlySpan<int> rows, ReadOnlySpan<double> distances, ReadOnlySpan<int> codes, NeighborWeights weights, Span<double> votes)
    {
        votes.Clear();
        double total = 0;
        for (int neighbor = 0; neighbor < rows.Length; neighbor++)
        {
            double vote = weights == NeighborWeights.Uniform ? 1 : VoteByDistance(distances, neighbor);
            votes[codes[rows[neighbor]]] += vote;
            total += vote;
        }

        foreach (ref double vote in votes)
        {
            vote /= total;
        }
    }

    /// <summary>
    /// Proportional to 1 / distance: the nearest distance / this one, so that no distance is too small or too large to divide by.
    /// Points at distance 0 vote alone.
    /// </summary>
    private static double VoteByDistance(ReadOnlySpan<double> distances, int neighbor)
    {
        double nearest = distances[0];
        double own = distances[neighbor];
        return own == nearest ? 1 : nearest / own;
    }
}
