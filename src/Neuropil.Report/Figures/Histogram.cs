namespace Neuropil.Report;

/// <summary>How often values occur, in bins of equal width.</summary>
internal static class Histogram
{
    private const int BinCount = 30;

    /// <param name="name">The quantity, with its unit.</param>
    /// <param name="values">The values; missing ones are left out.</param>
    /// <param name="fresh">New values, outlined above; empty: none.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    public static Chart Of(string name, IReadOnlyList<double> values, IReadOnlyList<double> fresh, double width, double height)
    {
        Chart chart = new(width, height, name);
        double[] known = [.. values.Where(double.IsFinite)];
        double[] added = [.. fresh.Where(double.IsFinite)];
        chart.Text(width / 2, height - 10, name, Anchor.Middle);
        if (known.Length == 0)
        {
            return chart;
        }

        double low = known.Min();
        double high = known.Max();
        double margin = Math.Max((high - low) * 0.02, Math.Max(1e-9, Math.Abs(high) * 1e-9));
        Scale scale = new(low - margin, high + margin, 12, width - 12);
        double bottom = height - 40;
        chart.BottomAxis(scale, 6, bottom, "", 5);
        double[] shares = Shares(known);
        double[] sharesOfNew = Shares(added);
        double most = shares.Concat(sharesOfNew).Max();
        double step = (width - 24) / BinCount;
        for (int bin = 0; bin < BinCount; bin++)
        {
            double tall = (bottom - 10) * shares[bin] / most;
            chart.Box(12 + (bin * step) + 0.4, bottom - tall, step - 0.8, tall, Ink.Bar, opacity: 0.8);
            double tallNew = (bottom - 10) * sharesOfNew[bin] / most;
            if (tallNew > 0)
            {
                chart.Box(12 + (bin * step) + 0.4, bottom - tallNew, step - 0.8, tallNew, null, Ink.Doubtful, 1.4);
            }
        }

        double median = Quantiles.Of(known).Median;
        chart.Line(scale[median], 6, scale[median], bottom, Ink.Text, 1.6);
        return chart;

        double[] Shares(double[] sample)
        {
            double[] counts = new double[BinCount];
            foreach (double value in sample)
            {
                counts[Math.Clamp((int)((value - low + margin) / (high - low + (2 * margin)) * BinCount), 0, BinCount - 1)]++;
            }

            return [.. counts.Select(count => count / Math.Max(1, sample.Length))];
        }
    }
}
