using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What every classifier does with its table of probabilities and with the points it is given.</summary>
internal static class ClassProbabilities
{
    /// <summary>Each row's likeliest class; between equals the lower label.</summary>
    public static int[] MostLikely(Matrix probabilities, ReadOnlySpan<int> classes)
    {
        int[] labels = new int[probabilities.RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = classes[IndexOfLargest(probabilities.Row(row))];
        }

        return labels;
    }

    /// <summary>The first index that holds the largest value.</summary>
    public static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int index = 1; index < values.Length; index++)
        {
            if (values[index] > values[best])
            {
                best = index;
            }
        }

        return best;
    }

    /// <summary>An array for so many numbers a point.</summary>
    /// <exception cref="ArgumentException">There would be more than an array holds.</exception>
    public static double[] Room(Matrix points, long width)
    {
        long length = points.RowCount * width;
        return length <= Array.MaxLength
            ? new double[length]
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {points.RowCount} rows, and the result {width} numbers for each, {length} in all; expected at most {Array.MaxLength}. Give fewer rows at once."),
                nameof(points));
    }

    /// <summary>Throws if new points have another width than the training points had.</summary>
    public static void RequireWidth(Matrix points, int featureCount)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.ColumnCount != featureCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {points.ColumnCount} columns; the model was fitted on {featureCount}. Give the same features in the same order."),
                nameof(points));
        }
    }
}
