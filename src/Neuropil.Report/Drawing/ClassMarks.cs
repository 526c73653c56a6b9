namespace Neuropil.Report;

/// <summary>The marks of classes in the page's tables.</summary>
internal static class ClassMarks
{
    public static string Swatch(int index)
    {
        string path = MarkShape.OfClass(index).Relative(1, out (double X, double Y) start);
        return $"<svg class=\"swatch\" viewBox=\"-1.3 -1.3 2.6 2.6\" aria-hidden=\"true\"><path d=\"M{PageNumber.Place(start.X)} {PageNumber.Place(start.Y)}{path}\" style=\"fill:{ClassPalette.Css(index)}\"/></svg>";
    }
}
