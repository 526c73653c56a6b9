using System.Globalization;

namespace Neuropil.Hdbscan;

/// <summary>What a fit needs in memory.</summary>
internal static class MemoryNeed
{
    /// <summary>Bytes beside the points themselves: measured numbers a point, rounded up.</summary>
    public static long Of(long rowCount, int columnCount, HdbscanOptions options)
    {
        long kept = Math.Min(options.EffectiveMinSamples + 1, MutualReachability.NeighborsKept);
        long aPoint = (60L * columnCount) + (12 * kept) + 200;
        return rowCount * aPoint;
    }

    /// <summary>Refuses what cannot be: arrays that are too long, or more than the machine has.</summary>
    public static void Check(int rowCount, int columnCount, HdbscanOptions options)
    {
        long kept = Math.Min(options.EffectiveMinSamples + 1, MutualReachability.NeighborsKept);
        long longest = rowCount * Math.Max(kept, 2L * columnCount);
        if (longest > Array.MaxLength)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {rowCount} rows and {columnCount} columns: an array of {longest} numbers would be needed, more than {Array.MaxLength}. Fit a part of the rows and predict the rest, or use a smaller MinSamples."),
                "points");
        }

        long need = Of(rowCount, columnCount, options);
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (need > available)
        {
            throw new InsufficientMemoryException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {rowCount} rows and {columnCount} columns: about {need / 1e9:0.0} GB are needed, {available / 1e9:0.0} GB are there. Fit a part of the rows and predict the rest, or use a larger machine."));
        }
    }
}
