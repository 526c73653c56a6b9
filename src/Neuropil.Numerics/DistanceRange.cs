using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>
/// How far a table's columns reach, so that rows are refused whose distances to the table's would leave the range of numbers.
/// </summary>
/// <remarks>Each column's farthest two values are taken together, so what is let through is safe; numbers below 1e150 always are.</remarks>
public sealed class DistanceRange
{
    /// <summary>Squares of differences of numbers below this are numbers, and so are sums of as many as a row can have.</summary>
    private const double SmallEnough = 1e150;
    private readonly Matrix table;
    private readonly Metric metric;
    private readonly bool isSmall;
    private readonly Lazy<(double[] Least, double[] Most)> reach;

    private DistanceRange(Matrix table, Metric metric)
    {
        this.table = table;
        this.metric = metric;
        isSmall = AreSmall(table.Values);
        reach = new Lazy<(double[], double[])>(Reach);
    }

    /// <summary>The range of a table.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="metric">The distance between its rows.</param>
    public static DistanceRange Of(Matrix points, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(points);
        return new DistanceRange(points, metric);
    }

    /// <summary>Refuses a table whose rows lie too far apart.</summary>
    /// <inheritdoc cref="Of"/>
    /// <param name="points">n × d, finite.</param>
    /// <param name="metric">The distance between its rows.</param>
    /// <param name="name">What to call the table in errors.</param>
    /// <exception cref="DistanceOverflowException">They do.</exception>
    public static void Require(Matrix points, Metric metric, string name) => Of(points, metric).Require(points, name);

    /// <summary>Refuses rows that lie too far from the table's.</summary>
    /// <param name="points">m × d, finite.</param>
    /// <param name="name">What to call them in errors.</param>
    /// <exception cref="DistanceOverflowException">One does; the column that weighs most is named.</exception>
    public void Require(Matrix points, string name)
    {
        ArgumentNullException.ThrowIfNull(points);
        for (int row = 0; row < points.RowCount; row++)
        {
            Require(points.Row(row), row, name);
        }
    }

    internal void Require(ReadOnlySpan<double> point, int row, string name)
    {
        if (isSmall && AreSmall(point))
        {
            return;
        }

        (double[] least, double[] most) = reach.Value;
        double total = 0;
        double widest = -1;
        int column = 0;
        for (int index = 0; index < point.Length; index++)
        {
            double gap = metric is Metric.Cosine or Metric.Correlation
                ? Math.Abs(point[index])
                : Math.Max(Math.Abs(point[index] - least[index]), Math.Abs(most[index] - point[index]));
            total = metric is Metric.Manhattan ? total + gap
                : metric is Metric.Euclidean ? total + (gap * gap)
                : Math.Max(total, gap);
            if (gap > widest)
            {
                widest = gap;
                column = index;
            }
        }

        if (metric is Metric.Cosine or Metric.Correlation ? !(total < SmallEnough) : !double.IsFinite(total))
        {
            string why = metric switch
            {
                Metric.Cosine or Metric.Correlation => "squares of such sizes overflow; expected a size below 1e150 under this metric",
                Metric.Euclidean => "squared distances between rows overflow; expected columns no wider than about 1e154",
                _ => "distances between rows overflow; expected columns no wider than about 1e308",
            };
            throw new DistanceOverflowException(name, row, column, point[column], why);
        }
    }

    private (double[] Least, double[] Most) Reach()
    {
        double[] least = new double[table.ColumnCount];
        double[] most = new double[table.ColumnCount];
        for (int row = 0; row < table.RowCount; row++)
        {
            ReadOnlySpan<double> point = table.Row(row);
            for (int column = 0; column < point.Length; column++)
            {
                least[column] = row == 0 ? point[column] : Math.Min(least[column], point[column]);
                most[column] = row == 0 ? point[column] : Math.Max(most[column], point[column]);
            }
        }

        return (least, most);
    }

    private static bool AreSmall(ReadOnlySpan<double> values)
    {
        int index = 0;
        if (values.Length >= Vector256<double>.Count)
        {
            Vector256<double> bound = Vector256.Create(SmallEnough);
            for (; index + Vector256<double>.Count <= values.Length; index += Vector256<double>.Count)
            {
                if (!Vector256.LessThanAll(Vector256.Abs(Vector256.Create(values[index..])), bound))
                {
                    return false;
                }
            }
        }

        for (; index < values.Length; index++)
        {
            if (!(Math.Abs(values[index]) < SmallEnough))
            {
                return false;
            }
        }

        return true;
    }
}
