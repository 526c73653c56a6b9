using ScottPlot;

namespace Neuropil.Report;

/// <summary>Colours and marks that tell apart with any colour vision: Paul Tol's "muted" scheme, a shape of its own for each beyond.</summary>
internal static class Palette
{
    private static readonly Color[] Colors =
    [
        Color.FromHex("#332288"), Color.FromHex("#CC6677"), Color.FromHex("#117733"), Color.FromHex("#DDCC77"), Color.FromHex("#88CCEE"),
        Color.FromHex("#882255"), Color.FromHex("#44AA99"), Color.FromHex("#999933"), Color.FromHex("#AA4499"),
    ];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown,
    ];

    /// <summary>Text and frames.</summary>
    public static Color Ink { get; } = Color.FromHex("#222222");

    /// <summary>Noise.</summary>
    public static Color Noise { get; } = Color.FromHex("#8C8C8C");

    /// <summary>Grid lines.</summary>
    public static Color Grid { get; } = Color.FromHex("#E6E6E6");

    public static Color ColorOf(int index) => Colors[index % Colors.Length];

    public static MarkerShape ShapeOf(int index) => Shapes[index % Shapes.Length];

    /// <summary>White to dark blue, in even steps of lightness.</summary>
    public static Color Shade(double share)
    {
        double part = Math.Clamp(share, 0, 1);
        return new Color(Mix(255, 8, part), Mix(255, 69, part), Mix(255, 148, part));
    }

    private static byte Mix(int light, int dark, double share) => (byte)Math.Round(light + ((dark - light) * share));
}
