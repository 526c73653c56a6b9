namespace Neuropil.Report;

/// <summary>
/// Points in two axes of one scale. Behind each class lies a pale ground of its colour, so that its extent shows where marks overlap; numbers stand at the
/// classes' medians.
/// </summary>
internal static class PointPlot
{
    private const int Left = 46;
    private const int Top = 30;
    private const int Right = 10;
    private const int Bottom = 44;
    private const int FewPoints = 2_000;

    /// <param name="title">What stands above; empty: nothing.</param>
    /// <param name="x">Places to the right.</param>
    /// <param name="y">Places upwards.</param>
    /// <param name="classes">What is drawn, from below to above.</param>
    /// <param name="axes">Names of the axes, with units.</param>
    /// <param name="width">Width of the panel.</param>
    /// <param name="height">Height of the panel.</param>
    public static Chart Of(string title, IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<PointClass> classes, (string X, string Y) axes, double width, double height)
    {
        Chart chart = new(width, height, title);
        chart.Text((Left + width - Right) / 2, 14, title, Anchor.Middle, size: 13);
        (Scale across, Scale up) = EqualScales(x, y, (Left, width - Right), (height - Bottom, Top));
        chart.BottomAxis(across, Top, height - Bottom, "", 6);
        chart.LeftAxis(up, Left, width - Right, 6);
        chart.Box(Left, Top, width - Right - Left, height - Bottom - Top, null, Ink.Quiet, 1);
        chart.Text((Left + width - Right) / 2, height - 12, axes.X, Anchor.Middle);
        chart.Text(11, (Top + height - Bottom) / 2, axes.Y, Anchor.Middle, isTurned: true);
        Draw(chart, [.. classes], row => (across[x[row]], up[y[row]]));
        return chart;
    }

    /// <summary>Two scales of the same units a step, each filled as far as that allows.</summary>
    public static (Scale Across, Scale Up) EqualScales(IReadOnlyList<double> x, IReadOnlyList<double> y, (double From, double To) across, (double From, double To) up)
    {
        (double xLow, double xHigh) = Range(x);
        (double yLow, double yHigh) = Range(y);
        double width = Math.Abs(across.To - across.From);
        double height = Math.Abs(up.To - up.From);
        double unit = 1.1 * Math.Max((xHigh - xLow) / width, (yHigh - yLow) / height);
        unit = unit > 0 ? unit : 1;
        double xMiddle = (xLow + xHigh) / 2;
        double yMiddle = (yLow + yHigh) / 2;
        return (
            new Scale(xMiddle - (unit * width / 2), xMiddle + (unit * width / 2), across.From, across.To),
            new Scale(yMiddle - (unit * height / 2), yMiddle + (unit * height / 2), up.From, up.To));
    }

    /// <summary>Grounds, marks, new synapses and numbers.</summary>
    public static void Draw(Chart chart, IReadOnlyList<PointClass> classes, Func<int, (double X, double Y)> placeOf)
    {
        double radius = RadiusFor(classes);
        foreach (PointClass ground in classes.Where(one => !one.IsNew && one.Rows.Count > 0))
        {
            chart.Points(ground.Rows.Select(placeOf), MarkShape.Disc, radius * 3.2, ground.Ink.Tint(0.14));
        }

        foreach (PointClass known in classes.Where(one => !one.IsNew && one.Rows.Count > 0))
        {
            chart.Points(known.Rows.Select(placeOf), known.Shape, radius, known.Ink, known.Shape == MarkShape.Cross ? null : Ink.Page, radius > 2 ? 0.5 : 0.25);
        }

        foreach (PointClass fresh in classes.Where(one => one.IsNew && one.Rows.Count > 0))
        {
            chart.Points(fresh.Rows.Select(placeOf), fresh.Shape, Math.Max(4.2, radius * 1.7), fresh.Ink, Ink.Text, 1.4);
        }

        Labels(chart, classes, placeOf);
    }

    /// <summary>The middle of each class that has a label.</summary>
    public static void Labels(Chart chart, IReadOnlyList<PointClass> classes, Func<int, (double X, double Y)> placeOf)
    {
        foreach (PointClass labelled in classes.Where(one => one.Label.Length > 0 && one.Rows.Count > 0))
        {
            (double X, double Y)[] places = [.. labelled.Rows.Select(placeOf)];
            chart.Text(Quantiles.Of(places.Select(place => place.X)).Median, Quantiles.Of(places.Select(place => place.Y)).Median, labelled.Label, Anchor.Middle, size: 14, isBold: true, hasHalo: true);
        }
    }

    /// <summary>Smaller where there are many.</summary>
    public static double RadiusFor(IEnumerable<PointClass> classes)
    {
        int count = classes.Sum(one => one.Rows.Count);
        return count <= FewPoints ? 3 : count <= 10 * FewPoints ? 1.8 : 1.1;
    }

    private static (double Low, double High) Range(IReadOnlyList<double> values)
    {
        double low = values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        double high = values.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        return (low, high);
    }
}
