using System.Globalization;

namespace Neuropil.Report;

/// <summary>Rank correlations of quantities (Spearman), pair by pair over the rows that have both.</summary>
internal static class CorrelationChart
{
    private const int FewestRows = 3;

    public static Chart Of(string title, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> quantities)
    {
        string[] names = [.. quantities.Select(one => one.Name)];
        int count = names.Length;
        // Values that are all there are ranked once, not once a pair.
        double[]?[] ranks = [.. quantities.Select(one => one.Values.All(double.IsFinite) && one.Values.Count >= FewestRows ? Ranks([.. one.Values]) : null)];
        double[,] values = new double[count, count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double value = ranks[row] is double[] own && ranks[column] is double[] other ? OfRanks(own, other) : Spearman(quantities[row].Values, quantities[column].Values);
                values[row, column] = value;
                values[column, row] = value;
            }
        }

        return HeatChart.Of(
            title,
            names,
            names,
            [.. Enumerable.Range(0, count).Select(row => (IReadOnlyList<HeatCell?>)[.. Enumerable.Range(0, count).Select(column => Cell(values[row, column]))])],
            ("", "Spearman's rank correlation"));
    }

    /// <summary>NaN where fewer than three rows have both, or one of them is constant.</summary>
    public static double Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        int[] rows = [.. Enumerable.Range(0, first.Count).Where(row => double.IsFinite(first[row]) && double.IsFinite(second[row]))];
        return rows.Length < FewestRows ? double.NaN : OfRanks(Ranks([.. rows.Select(row => first[row])]), Ranks([.. rows.Select(row => second[row])]));
    }

    private static double OfRanks(double[] a, double[] b)
    {
        double middle = (a.Length + 1) / 2.0;
        double together = 0;
        double own = 0;
        double other = 0;
        for (int row = 0; row < a.Length; row++)
        {
            together += (a[row] - middle) * (b[row] - middle);
            own += (a[row] - middle) * (a[row] - middle);
            other += (b[row] - middle) * (b[row] - middle);
        }

        return own > 0 && other > 0 ? together / Math.Sqrt(own * other) : double.NaN;
    }

    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(row => values[row]).ThenBy(row => row)];
        double[] ranks = new double[values.Length];
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (int place = start; place < end; place++)
            {
                ranks[order[place]] = (start + end + 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }

    private static HeatCell Cell(double value)
        => double.IsNaN(value)
            ? new("", Ink.Bar, 0)
            : new(value.ToString("0.00", CultureInfo.InvariantCulture).Replace('-', '−'), value < 0 ? Ink.Warm : Ink.Bar, Math.Abs(value));
}
