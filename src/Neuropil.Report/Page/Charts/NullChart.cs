namespace Neuropil.Report;

/// <summary>The distribution of a statistic under a null, with the observed value.</summary>
internal static class NullChart
{
    private const int BinCount = 20;

    public static Chart Of(NullTest test, string group)
    {
        Chart chart = new(320, 130, $"{test.Statistic} of {group} under {test.Null}: observed {PageNumber.Short(test.Observed)}, p = {PageNumber.Short(test.P)}");
        double[] values = [.. test.NullValues.Where(double.IsFinite), .. double.IsFinite(test.Observed) ? new[] { test.Observed } : []];
        if (values.Length < 2)
        {
            return chart;
        }

        double low = values.Min();
        double high = values.Max();
        double margin = Math.Max((high - low) * 0.04, 1e-9);
        Scale scale = new(low - margin, high + margin, 8, chart.Width - 8);
        chart.BottomAxis(scale, 16, 104, "");
        int[] counts = new int[BinCount];
        foreach (double value in test.NullValues.Where(double.IsFinite))
        {
            counts[Math.Min(BinCount - 1, (int)((value - low + margin) / (high - low + (2 * margin)) * BinCount))]++;
        }

        double width = (chart.Width - 16.0) / BinCount;
        for (int bin = 0; bin < BinCount; bin++)
        {
            double height = 84.0 * counts[bin] / Math.Max(1, counts.Max());
            chart.Box(8 + (bin * width) + 0.5, 104 - height, width - 1, height, Ink.Bar, opacity: 0.75);
        }

        double x = scale[test.Observed];
        chart.Line(x, 14, x, 104, Ink.Text, 2.5);
        chart.Text(x, 7, $"observed {PageNumber.Short(test.Observed)}", x > 220 ? Anchor.End : x < 100 ? Anchor.Start : Anchor.Middle, isBold: true);
        return chart;
    }
}
