namespace Neuropil.Hdbscan;

/// <summary>What must hold between the tables a fit is given.</summary>
internal static class HdbscanDataCheck
{
    /// <summary>The weights, by row, if there are any.</summary>
    public static double[]? Of(HdbscanData data, HdbscanOptions options, Execution execution)
    {
        if (data.Points is null == data.Distances is null)
        {
            throw new ArgumentException("data has " + (data.Points is null ? "neither points nor distances" : "points and distances") + "; expected one of them.", nameof(data));
        }

        int rowCount = data.Points?.RowCount ?? data.Distances!.RowCount;
        double[]? weights = WeightsOf(data, rowCount, options.EffectiveMinSamples);
        if (data.Distances is Matrix distances)
        {
            KnownDistances.Check(distances, weights is null ? options.EffectiveMinSamples : 1, execution);
        }

        CheckNeighbors(data, rowCount, options.EffectiveMinSamples);
        return weights;
    }

    private static double[]? WeightsOf(HdbscanData data, int rowCount, int minSamples)
    {
        if (data.Weights is not ReadOnlyMemory<double> given)
        {
            return null;
        }

        double[] weights = given.ToArray();
        if (weights.Length != rowCount)
        {
            throw new ArgumentException(FormattableString.Invariant($"weights has {weights.Length} numbers; expected {rowCount}, one a row."), nameof(data));
        }

        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            sum += weights[row] > 0 && double.IsFinite(weights[row])
                ? weights[row]
                : throw new ArgumentException(
                    FormattableString.Invariant($"weights, row {row} is {weights[row]}; expected a finite number above 0. Leave out rows that do not count."), nameof(data));
        }

        return sum >= minSamples + 1
            ? weights
            : throw new ArgumentException(
                FormattableString.Invariant($"weights sum to {sum}; expected at least MinSamples + 1 = {minSamples + 1}. Give more points or a smaller MinSamples."), nameof(data));
    }

    private static void CheckNeighbors(HdbscanData data, int rowCount, int minSamples)
    {
        if (data.Neighbors is not NeighborTable neighbors)
        {
            return;
        }

        if (data.Distances is not null)
        {
            throw new ArgumentException("data has distances and neighbors; expected neighbors beside points alone.", nameof(data));
        }

        int least = data.Weights is null ? minSamples + 1 : 1;
        if (neighbors.RowCount != rowCount || neighbors.NeighborCount < least)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"neighbors has {neighbors.RowCount} rows of {neighbors.NeighborCount}; expected {rowCount} rows of at least MinSamples + 1 = {least}, each row's first neighbour itself."),
                nameof(data));
        }
    }
}
