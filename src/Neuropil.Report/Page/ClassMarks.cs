namespace Neuropil.Report;

/// <summary>The marks of classes as the explorer draws them, for tables and legends.</summary>
internal static class ClassMarks
{
    // The same paths as web/src/colours.ts, around (0, 0), radius 1.
    private static readonly string[] Paths =
    [
        "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z",
        "M-.82-.82H.82V.82H-.82Z",
        "M0-1.05L1 .75H-1Z",
        "M0-1.15L1.05 0L0 1.15L-1.05 0Z",
        "M0 1.05L1-.75H-1Z",
        "M-.36-1H.36V-.36H1V.36H.36V1H-.36V.36H-1V-.36H-.36Z",
    ];

    public static string Swatch(int index)
        => $"<svg class=\"swatch\" viewBox=\"-1.3 -1.3 2.6 2.6\" aria-hidden=\"true\"><path d=\"{Paths[index % ClassPalette.ShapeCount]}\" style=\"fill:{ClassPalette.Css(index)}\"/></svg>";
}
