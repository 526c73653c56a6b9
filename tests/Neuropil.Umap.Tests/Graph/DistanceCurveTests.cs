namespace Neuropil.Umap.Tests.Graph;

using System.Text.Json;
using Neuropil.Tests;

public class DistanceCurveTests
{
    public static TheoryData<double, double, double, double> Reference()
    {
        TheoryData<double, double, double, double> data = [];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("umap", "ab_params.json")));
        foreach (JsonElement entry in document.RootElement.EnumerateArray())
        {
            data.Add(
                entry.GetProperty("min_dist").GetDouble(),
                entry.GetProperty("spread").GetDouble(),
                entry.GetProperty("a").GetDouble(),
                entry.GetProperty("b").GetDouble());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Reference))]
    public void Curve_parameters_are_the_reference_s(double minDistance, double spread, double a, double b)
    {
        DistanceCurve curve = DistanceCurve.Fit(minDistance, spread);
        Assert.Equal(a, curve.A, 1e-5 * a);
        Assert.Equal(b, curve.B, 1e-5 * b);
    }

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(2, 1)]
    [InlineData(0.1, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.1, double.NaN)]
    public void Bad_shapes_are_refused(double minDistance, double spread)
        => Assert.ThrowsAny<ArgumentException>(() => DistanceCurve.Fit(minDistance, spread));
}
