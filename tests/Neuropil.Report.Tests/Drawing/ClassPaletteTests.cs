using System.Globalization;

namespace Neuropil.Report.Tests;

public sealed class ClassPaletteTests
{
    // Machado, Oliveira and Fernandes 2009, severity 1: protanopia, deuteranopia, tritanopia; rows over linear red, green, blue.
    private static readonly double[][][] Views =
    [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ];

    public static TheoryData<string, string[]> Palettes => new()
    {
        { ClassPalette.LightPage, [.. ClassPalette.Light] },
        { ClassPalette.DarkPage, [.. ClassPalette.Dark] },
    };

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Every_colour_stands_out_from_its_page_by_three_to_one(string page, string[] colours)
        => Assert.All(colours, colour => Assert.True(Contrast(colour, page) >= 3, $"{colour} on {page}: {Contrast(colour, page)}"));

    [Theory]
    [MemberData(nameof(Palettes))]
    public void No_two_colours_look_alike_to_colour_blind_readers(string page, string[] colours)
    {
        _ = page;
        foreach (double[][] view in Views)
        {
            for (int a = 0; a < colours.Length; a++)
            {
                for (int b = 0; b < a; b++)
                {
                    double distance = Distance(Lab(colours[a], view), Lab(colours[b], view));
                    Assert.True(distance >= 0.07, $"{colours[a]} and {colours[b]}: {distance}");
                }
            }
        }
    }

    [Fact]
    public void Twenty_four_classes_have_twenty_four_pairs_of_colour_and_shape()
        => Assert.Equal(24, Enumerable.Range(0, 24).Select(index => (index % ClassPalette.Light.Count, index % ClassPalette.ShapeCount)).Distinct().Count());

    private static double[] Linear(string colour)
        => [.. Enumerable.Range(0, 3).Select(part => int.Parse(colour.AsSpan(1 + (2 * part), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];

    private static double Contrast(string first, string second)
    {
        double[] light = [.. new[] { first, second }.Select(Linear).Select(rgb => (0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2])).OrderDescending()];
        return (light[0] + 0.05) / (light[1] + 0.05);
    }

    private static double[] Lab(string colour, double[][] view)
    {
        double[] rgb = Times(view, Linear(colour)).Select(value => Math.Clamp(value, 0, 1)).ToArray();
        double[] cones = [.. Times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], rgb).Select(Math.Cbrt)];
        return Times([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]], cones);
    }

    private static double[] Times(double[][] matrix, double[] vector) => [.. matrix.Select(row => row.Zip(vector, (a, b) => a * b).Sum())];

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
