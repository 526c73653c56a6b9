namespace Neuropil.Study;

/// <summary>
/// The distribution with one mode that is nearest to a column's own: left of the mode the greatest convex function below the column's
/// distribution function, right of it the least concave one above, with the mode where the largest distance between the two is least.
/// </summary>
/// <remarks>
/// The fit of the dip test (Hartigan and Hartigan 1985, "The dip test of unimodality", Annals of Statistics 13), with the mode at one of
/// up to 201 values spread evenly over the ranks. Of equally near fits the one with the lower mode is taken. Tails, heavy or short,
/// stay as they are; only what a single mode cannot make is smoothed.
/// </remarks>
internal sealed class UnimodalMarginal
{
    private const int MostCandidates = 201;
    private readonly double[] values;
    private readonly double[] heights;

    private UnimodalMarginal(double[] values, double[] heights, double distance) => (this.values, this.heights, Distance) = (values, heights, distance);

    /// <summary>The largest distance between the fit and the column's own distribution function, 0 to 1.</summary>
    public double Distance { get; }

    /// <summary>Fits a column.</summary>
    /// <param name="column">Finite numbers, at least one.</param>
    public static UnimodalMarginal Fit(double[] column)
    {
        double[] sorted = [.. column.Order()];
        UnimodalMarginal? best = null;
        int candidates = Math.Min(MostCandidates, sorted.Length);
        for (int candidate = 0; candidate < candidates; candidate++)
        {
            int mode = candidates == 1 ? 0 : (int)((long)candidate * (sorted.Length - 1) / (candidates - 1));
            UnimodalMarginal fit = At(sorted, mode);
            best = best is null || fit.Distance < best.Distance ? fit : best;
        }

        return best!;
    }

    /// <summary>The value below which a share of the distribution lies.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        int above = Array.BinarySearch(heights, share);
        above = above >= 0 ? above : ~above;
        if (above == 0)
        {
            return values[0];
        }

        if (above == heights.Length)
        {
            return values[^1];
        }

        double step = heights[above] - heights[above - 1];
        double along = step > 0 ? (share - heights[above - 1]) / step : 0;
        return values[above - 1] + (along * (values[above] - values[above - 1]));
    }

    // The distribution function as a line through (value, rank − ½) / n: the middle of the steps.
    private static UnimodalMarginal At(double[] sorted, int mode)
    {
        List<int> corners = [];
        Hull(sorted, 0, mode, 1, corners);
        Hull(sorted, mode, sorted.Length - 1, -1, corners);
        double[] values = [.. corners.Select(corner => sorted[corner])];
        double[] heights = [.. corners.Select(corner => Height(corner, sorted.Length))];
        double distance = 0;
        for (int piece = 1; piece < corners.Count; piece++)
        {
            double width = values[piece] - values[piece - 1];
            for (int place = corners[piece - 1] + 1; place < corners[piece]; place++)
            {
                double along = width > 0 ? (sorted[place] - values[piece - 1]) / width : 0;
                double fit = heights[piece - 1] + (along * (heights[piece] - heights[piece - 1]));
                distance = Math.Max(distance, Math.Abs(fit - Height(place, sorted.Length)));
            }
        }

        return new UnimodalMarginal(values, heights, distance);
    }

    // The corners of the convex (sign 1) or concave (sign −1) hull of the points first … last, both included.
    private static void Hull(double[] sorted, int first, int last, int sign, List<int> corners)
    {
        int start = Math.Max(0, corners.Count - 1);
        for (int place = first; place <= last; place++)
        {
            while (corners.Count - start >= 2 && Turn(sorted, corners[^2], corners[^1], place) * sign <= 0)
            {
                corners.RemoveAt(corners.Count - 1);
            }

            if (corners.Count == 0 || corners[^1] != place)
            {
                corners.Add(place);
            }
        }
    }

    // Above 0: the middle lies below the line from the first to the last, as the corner of a convex function does.
    private static double Turn(double[] sorted, int first, int middle, int last)
        => ((sorted[middle] - sorted[first]) * (last - first)) - ((sorted[last] - sorted[first]) * (middle - first));

    private static double Height(int place, int count) => (place + 0.5) / count;
}
