using System.Globalization;

namespace Neuropil.Report;

/// <summary>The shape of a point: an outline around (0, 0), drawn at a radius of 1.</summary>
internal sealed class MarkShape
{
    private static readonly MarkShape[] OfClasses =
    [
        new(null),
        new([(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)]),
        new([(0, -1.05), (1, 0.75), (-1, 0.75)]),
        new([(0, -1.15), (1.05, 0), (0, 1.15), (-1.05, 0)]),
        new([(0, 1.05), (1, -0.75), (-1, -0.75)]),
        new([(-0.36, -1), (0.36, -1), (0.36, -0.36), (1, -0.36), (1, 0.36), (0.36, 0.36), (0.36, 1), (-0.36, 1), (-0.36, 0.36), (-1, 0.36), (-1, -0.36), (-0.36, -0.36)]),
    ];

    private MarkShape(IReadOnlyList<(double X, double Y)>? corners) => Corners = corners;

    /// <summary>A disc.</summary>
    public static MarkShape Disc => OfClasses[0];

    /// <summary>A square.</summary>
    public static MarkShape Square => OfClasses[1];

    /// <summary>Noise, and what has no class.</summary>
    public static MarkShape Cross { get; } = new([(-0.9, -0.62), (-0.62, -0.9), (0, -0.28), (0.62, -0.9), (0.9, -0.62), (0.28, 0), (0.9, 0.62), (0.62, 0.9), (0, 0.28), (-0.62, 0.9), (-0.9, 0.62), (-0.28, 0)]);

    /// <summary>The corners in order; null: a disc.</summary>
    public IReadOnlyList<(double X, double Y)>? Corners { get; }

    /// <summary>The shape of a class; the same as the explorer draws (web/src/colours.ts).</summary>
    public static MarkShape OfClass(int index) => OfClasses[index % ClassPalette.ShapeCount];

    /// <summary>As SVG path from its first corner, which stands at <paramref name="start"/> from its middle.</summary>
    public string Relative(double radius, out (double X, double Y) start)
    {
        string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
        if (Corners is null)
        {
            start = (radius, 0);
            string r = Number(radius);
            return $"a{r} {r} 0 1 1-{Number(2 * radius)} 0a{r} {r} 0 1 1 {Number(2 * radius)} 0z";
        }

        start = (Corners[0].X * radius, Corners[0].Y * radius);
        return string.Concat(Corners.Zip(Corners.Skip(1), (from, to) => $"l{Number((to.X - from.X) * radius)} {Number((to.Y - from.Y) * radius)}")) + "z";
    }
}
