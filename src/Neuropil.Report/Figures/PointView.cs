namespace Neuropil.Report;

/// <summary>
/// Points in three axes of one scale, seen from the side and above; the projection is parallel, so lengths compare. Nearer marks are larger and stronger,
/// and cover those behind.
/// </summary>
internal static class PointView
{
    private const int SlabCount = 12;
    private const double Margin = 34;

    // A turn of 35° about the upright axis, seen from 22° above.
    private const double TurnCosine = 0.8191520442889918;
    private const double TurnSine = 0.573576436351046;
    private const double TiltCosine = 0.9271838545667874;
    private const double TiltSine = 0.374606593415912;

    /// <param name="title">What stands above.</param>
    /// <param name="axes">The three coordinates, a list each.</param>
    /// <param name="classes">What is drawn.</param>
    /// <param name="names">Names of the axes, with units.</param>
    /// <param name="width">Width of the panel.</param>
    /// <param name="height">Height of the panel.</param>
    public static Chart Of(string title, IReadOnlyList<IReadOnlyList<double>> axes, IReadOnlyList<PointClass> classes, IReadOnlyList<string> names, double width, double height)
    {
        Chart chart = new(width, height, title);
        chart.Text(width / 2, 14, title, Anchor.Middle, size: 13);
        (double Low, double High)[] ranges = [.. axes.Select(axis => (axis.Where(double.IsFinite).DefaultIfEmpty(0).Min(), axis.Where(double.IsFinite).DefaultIfEmpty(1).Max()))];
        (double X, double Y, double Near) Turned(double a, double b, double c)
        {
            double across = a - ((ranges[0].Low + ranges[0].High) / 2);
            double deep = b - ((ranges[1].Low + ranges[1].High) / 2);
            double up = c - ((ranges[2].Low + ranges[2].High) / 2);
            double turned = (TurnSine * across) + (TurnCosine * deep);
            return ((TurnCosine * across) - (TurnSine * deep), (TiltCosine * up) + (TiltSine * turned), (TiltSine * up) - (TiltCosine * turned));
        }

        (double X, double Y, double Near)[] corners =
        [
            .. Enumerable.Range(0, 8).Select(corner => Turned(
                (corner & 1) == 0 ? ranges[0].Low : ranges[0].High, (corner & 2) == 0 ? ranges[1].Low : ranges[1].High, (corner & 4) == 0 ? ranges[2].Low : ranges[2].High)),
        ];
        (Scale across, Scale up) = PointPlot.EqualScales([.. corners.Select(corner => corner.X)], [.. corners.Select(corner => corner.Y)], (Margin, width - Margin), (height - Margin, Margin + 10));
        Box(chart, corners, across, up, ranges, names, Turned);
        int count = axes[0].Count;
        (double X, double Y, double Near)[] turned = new (double, double, double)[count];
        for (int row = 0; row < count; row++)
        {
            (double x, double y, double near) = Turned(axes[0][row], axes[1][row], axes[2][row]);
            turned[row] = (across[x], up[y], near);
        }

        Points(chart, classes, turned, corners.Min(corner => corner.Near), corners.Max(corner => corner.Near));
        PointPlot.Labels(chart, classes, row => (turned[row].X, turned[row].Y));
        return chart;
    }

    private static void Points(Chart chart, IReadOnlyList<PointClass> classes, (double X, double Y, double Near)[] turned, double far, double near)
    {
        double radius = PointPlot.RadiusFor(classes);
        double thickness = Math.Max((near - far) / SlabCount, double.Epsilon);
        int SlabOf(int row) => Math.Clamp((int)((turned[row].Near - far) / thickness), 0, SlabCount - 1);
        ILookup<int, int>[] slabs = [.. classes.Select(one => one.Rows.ToLookup(SlabOf))];
        for (int slab = 0; slab < SlabCount; slab++)
        {
            double strength = (slab + 1.0) / SlabCount;
            for (int index = 0; index < classes.Count; index++)
            {
                PointClass drawn = classes[index];
                double size = radius * (0.75 + (0.5 * strength));
                chart.Points(
                    slabs[index][slab].Select(row => (turned[row].X, turned[row].Y)),
                    drawn.Shape,
                    drawn.IsNew ? Math.Max(4.2, size * 1.5) : size,
                    drawn.Ink.Tint(0.62 + (0.38 * strength)),
                    drawn.IsNew ? Ink.Text : drawn.Shape == MarkShape.Cross ? null : Ink.Page,
                    drawn.IsNew ? 1.4 : 0.5);
            }
        }
    }

    /// <summary>The edges of the box that holds all points; three of them, at the corner seen below, are the axes.</summary>
    private static void Box(
        Chart chart,
        (double X, double Y, double Near)[] corners,
        Scale across,
        Scale up,
        (double Low, double High)[] ranges,
        IReadOnlyList<string> names,
        Func<double, double, double, (double X, double Y, double Near)> turned)
    {
        for (int corner = 0; corner < corners.Length; corner++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                int other = corner ^ (1 << axis);
                if (other > corner)
                {
                    chart.Line(across[corners[corner].X], up[corners[corner].Y], across[corners[other].X], up[corners[other].Y], Ink.Line);
                }
            }
        }

        // Each axis along the edge that lies in front: below for the first two, at the left for the upright one.
        Axis(value => turned(value, ranges[1].Low, ranges[2].Low), ranges[0], names[0], (4, 13), Anchor.Middle);
        Axis(value => turned(ranges[0].High, value, ranges[2].Low), ranges[1], names[1], (8, 8), Anchor.Start);
        Axis(value => turned(ranges[0].Low, ranges[1].High, value), ranges[2], names[2], (-7, 0), Anchor.End);

        void Axis(Func<double, (double X, double Y, double Near)> at, (double Low, double High) range, string name, (double X, double Y) beside, Anchor anchor)
        {
            (double X, double Y) Place(double value)
            {
                (double x, double y, _) = at(value);
                return (across[x], up[y]);
            }

            (double X, double Y) from = Place(range.Low);
            (double X, double Y) to = Place(range.High);
            chart.Line(from.X, from.Y, to.X, to.Y, Ink.Quiet);
            foreach ((double value, string text) in new Scale(range.Low, range.High, 0, 1).Ticks(4))
            {
                (double X, double Y) place = Place(value);
                chart.Dot(place.X, place.Y, 1.2, Ink.Quiet);
                chart.Text(place.X + beside.X, place.Y + beside.Y, text, anchor, Ink.Quiet, 10);
            }

            (double X, double Y) label = anchor switch
            {
                Anchor.Middle => ((from.X + to.X) / 2, ((from.Y + to.Y) / 2) + 28),
                Anchor.Start => (from.X + 8, from.Y + 30),
                _ => (to.X, to.Y - 12),
            };
            chart.Text(label.X, label.Y, name, Anchor.Middle);
        }
    }
}
