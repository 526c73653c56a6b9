namespace Neuropil.Report;

/// <summary>What a chart is made of. Places and sizes are in its own units; y grows downwards.</summary>
internal abstract record Mark
{
    public sealed record Line(double X1, double Y1, double X2, double Y2, Ink Ink, double Width, double Opacity, bool IsRound) : Mark;

    public sealed record Box(double X, double Y, double Width, double Height, Ink? Fill, Ink? Stroke, double StrokeWidth, double Radius, double Opacity, string? Title) : Mark;

    /// <summary>Text whose middle stands at <paramref name="Y"/>; turned: read from below to above.</summary>
    public sealed record Text(double X, double Y, string Content, Anchor Anchor, Ink Ink, double Size, bool IsBold, bool HasHalo, bool IsTurned) : Mark;

    /// <summary>Many marks of one shape and look.</summary>
    public sealed record Points(IReadOnlyList<(double X, double Y)> Places, MarkShape Shape, double Radius, Ink Fill, Ink? Stroke, double StrokeWidth, double Opacity, string? Title) : Mark;

    /// <summary>A line through places, or the area within.</summary>
    public sealed record Path(IReadOnlyList<(double X, double Y)> Places, bool IsClosed, Ink? Fill, Ink? Stroke, double StrokeWidth, double Opacity) : Mark;

    /// <summary>Another chart within this one.</summary>
    public sealed record Inner(double X, double Y, Chart Chart) : Mark;
}
