namespace Neuropil.Report;

/// <summary>
/// A drawing, put together once: in the page it follows the theme (<see cref="ChartSvg.InPage"/>), in files it is SVG
/// (<see cref="ChartSvg.File"/>) and PNG (<see cref="ChartPng"/>).
/// </summary>
/// <param name="width">Width, in units.</param>
/// <param name="height">Height, in units.</param>
/// <param name="description">What there is to see.</param>
internal sealed class Chart(double width, double height, string description)
{
    /// <summary>Units an inch, in files: a figure of 900 is as wide as a printed page's text.</summary>
    public const int UnitsPerInch = 128;

    /// <summary>The size of text.</summary>
    public const double TextSize = 12;

    private const double Cell = 0.5;
    private readonly List<Mark> marks = [];

    public double Width => width;

    public double Height => height;

    public string Description => description;

    public IReadOnlyList<Mark> Marks => marks;

    public void Line(double x1, double y1, double x2, double y2, Ink? ink = null, double strokeWidth = 1, double opacity = 1, bool isRound = false)
        => marks.Add(new Mark.Line(x1, y1, x2, y2, ink ?? Ink.Quiet, strokeWidth, opacity, isRound));

    public void Box(double x, double y, double boxWidth, double boxHeight, Ink? fill, Ink? stroke = null, double strokeWidth = 1.5, double radius = 0, double opacity = 1, string? title = null)
        => marks.Add(new Mark.Box(x, y, Math.Max(0, boxWidth), Math.Max(0, boxHeight), fill, stroke, strokeWidth, radius, opacity, title));

    /// <param name="x">Where it stands.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="content">The text.</param>
    /// <param name="anchor">Which part of it stands there.</param>
    /// <param name="ink">Its colour.</param>
    /// <param name="size">Its size.</param>
    /// <param name="isBold">Whether it is bold.</param>
    /// <param name="hasHalo">Whether the ground's colour surrounds it.</param>
    /// <param name="isTurned">Whether it is read from below to above.</param>
    public void Text(double x, double y, string content, Anchor anchor = Anchor.Start, Ink? ink = null, double size = TextSize, bool isBold = false, bool hasHalo = false, bool isTurned = false)
        => marks.Add(new Mark.Text(x, y, content, anchor, ink ?? Ink.Text, size, isBold, hasHalo, isTurned));

    public void Dot(double x, double y, double radius, Ink fill, Ink? stroke = null, double strokeWidth = 1.5, string? title = null)
        => marks.Add(new Mark.Points([(x, y)], MarkShape.Disc, radius, fill, stroke, strokeWidth, 1, title));

    /// <summary>Marks of one look. Of those that would cover one another whole, one is drawn.</summary>
    public void Points(IEnumerable<(double X, double Y)> places, MarkShape shape, double radius, Ink fill, Ink? stroke = null, double strokeWidth = 1, double opacity = 1)
    {
        HashSet<(int, int)> taken = [];
        List<(double X, double Y)> apart = [.. places.Where(place => taken.Add(((int)Math.Floor(place.X / Cell), (int)Math.Floor(place.Y / Cell))))];
        if (apart.Count > 0)
        {
            marks.Add(new Mark.Points(apart, shape, radius, fill, stroke, strokeWidth, opacity, null));
        }
    }

    public void Path(IReadOnlyList<(double X, double Y)> places, bool isClosed, Ink? fill, Ink? stroke, double strokeWidth = 1, double opacity = 1)
        => marks.Add(new Mark.Path(places, isClosed, fill, stroke, strokeWidth, opacity));

    /// <summary>Puts another chart into this one, its upper left corner at a place.</summary>
    public void Add(double x, double y, Chart inner) => marks.Add(new Mark.Inner(x, y, inner));

    /// <summary>Ticks and grid below the chart.</summary>
    public void BottomAxis(Scale scale, double top, double bottom, string unit, int about = 5)
    {
        foreach ((double value, string text) in scale.Ticks(about))
        {
            Line(scale[value], top, scale[value], bottom, Ink.Line);
            Text(scale[value], bottom + 11, text, Anchor.Middle, Ink.Quiet);
        }

        if (unit.Length > 0)
        {
            Text(width - 2, bottom + 25, unit, Anchor.End, Ink.Quiet);
        }
    }

    /// <summary>Ticks and grid left of the chart.</summary>
    public void LeftAxis(Scale scale, double left, double right, int about = 5)
    {
        foreach ((double value, string text) in scale.Ticks(about))
        {
            Line(left, scale[value], right, scale[value], Ink.Line);
            Text(left - 6, scale[value], text, Anchor.End, Ink.Quiet);
        }
    }
}
