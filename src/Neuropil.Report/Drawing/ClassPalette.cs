namespace Neuropil.Report;

/// <summary>
/// Colours of classes, on light and on dark pages, safe for colour-blind readers. A class has a colour and one of <see cref="ShapeCount"/>
/// shapes, counted on together: 24 pairs, none twice.
/// </summary>
/// <remarks>
/// Every colour has a contrast of at least 3 : 1 against its page. Under simulated protanopia, deuteranopia and tritanopia (Machado et al. 2009) no two
/// lie nearer than 0.07 in OKLab. Clusters of different groups start at different places, so that they do not look related.
/// </remarks>
internal static class ClassPalette
{
    /// <summary>Shapes of the marks; 6 and 8 colours meet again after 24 classes.</summary>
    public const int ShapeCount = 6;

    /// <summary>Classes that look different.</summary>
    public const int ClassCount = 24;

    /// <summary>The light page's background.</summary>
    public const string LightPage = "#ffffff";

    /// <summary>The dark page's background.</summary>
    public const string DarkPage = "#14181f";

    /// <summary>On white.</summary>
    public static IReadOnlyList<string> Light { get; } = ["#3363af", "#e85f27", "#529da3", "#b60069", "#5b4403", "#b56aff", "#0000ac", "#46061e"];

    /// <summary>On dark, in the same order and of like hue.</summary>
    public static IReadOnlyList<string> Dark { get; } = ["#4d66e9", "#f89022", "#07c8a1", "#986682", "#f1ef41", "#b88fff", "#a4eaff", "#ed1400"];

    /// <summary>Where a group's clusters start.</summary>
    public static int OffsetOf(int group) => group * 3 % ClassCount;

    /// <summary>A style value that follows the theme.</summary>
    public static string Css(int index) => $"light-dark({Light[index % Light.Count]},{Dark[index % Dark.Count]})";
}
