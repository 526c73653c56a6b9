using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>Centres each column on its median and divides it by its interquartile range, quantiles by linear interpolation.</summary>
/// <remarks>A column whose interquartile range is zero is centred only (divided by 1).</remarks>
public sealed class RobustScaler
{
    private RobustScaler(double[] centers, double[] scales)
    {
        Centers = centers;
        Scales = scales;
    }

    /// <summary>The columns' medians.</summary>
    public IReadOnlyList<double> Centers { get; }

    /// <summary>The columns' interquartile ranges; 1 where that is zero.</summary>
    public IReadOnlyList<double> Scales { get; }

    /// <summary>Fits medians and ranges.</summary>
    /// <param name="points">n × d, n at least 1, finite.</param>
    /// <exception cref="NonFiniteValueException">A number is NaN or infinite.</exception>
    public static RobustScaler Fit(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.AtLeast(points.RequireFinite(nameof(points)).RowCount, 1, "number of points");
        double[] centers = new double[points.ColumnCount];
        double[] scales = new double[points.ColumnCount];
        for (int column = 0; column < points.ColumnCount; column++)
        {
            double[] sorted = points.Column(column);
            Array.Sort(sorted);
            double range = Quantile.OfSorted(sorted, 0.75) - Quantile.OfSorted(sorted, 0.25);
            centers[column] = Quantile.OfSorted(sorted, 0.5);
            scales[column] = range == 0 ? 1 : range;
        }

        return new RobustScaler(centers, scales);
    }

    /// <summary>One scaled value.</summary>
    public double Transform(int column, double value) => (value - Centers[column]) / Scales[column];

    /// <summary>The scaled points.</summary>
    /// <param name="points">n × d, d as it was fitted.</param>
    /// <exception cref="ArgumentException">The points have another number of columns.</exception>
    public Matrix Transform(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.Between(points.ColumnCount, Centers.Count, Centers.Count, "number of columns");
        double[] scaled = new double[points.RowCount * points.ColumnCount];
        for (int row = 0; row < points.RowCount; row++)
        {
            for (int column = 0; column < points.ColumnCount; column++)
            {
                scaled[(row * points.ColumnCount) + column] = Transform(column, points[row, column]);
            }
        }

        return new Matrix(points.RowCount, points.ColumnCount, scaled);
    }

    /// <summary>Writes the model as fields of a larger one.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Doubles("centers", [.. Centers]);
        writer.Doubles("scales", [.. Scales]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong.</exception>
    public static RobustScaler Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        double[] centers = reader.Doubles("centers");
        double[] scales = reader.Doubles("scales", centers.Length);
        return !Array.TrueForAll(centers, double.IsFinite) ? throw reader.Bad("centers", "holds a number that is not finite")
            : !Array.TrueForAll(scales, scale => scale > 0 && double.IsFinite(scale)) ? throw reader.Bad("scales", "holds a number that is not above 0")
            : new RobustScaler(centers, scales);
    }
}
