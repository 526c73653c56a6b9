using System.Text.Json.Nodes;
using CsCheck;

namespace Neuropil.Report.Tests;

public sealed class StudyJsonTests
{
    private static readonly double[] Corners = [0.0, -0.0, 0.1, double.NaN, double.MaxValue, double.Epsilon, 2147483647.0, -2147483648.0, 0.041802];

    [Fact]
    public void Every_number_comes_back_bit_for_bit()
        => Gen.OneOf(
                Gen.Double.Array[1, 40],
                Gen.Float.Select(value => (double)value).Array[1, 40],
                Gen.Int[-2_000_000, 2_000_000].Select(value => value / 1000.0).Array[1, 40],
                Gen.Int[-9, 9].Select(value => value / 1e9).Array[1, 40],
                Gen.Int[0, Corners.Length - 1].Select(corner => Corners[corner]).Array[1, 10])
            .Select(values => values.Select(value => double.IsInfinity(value) ? 1 : value).ToArray())
            .Sample(values => Assert.Equal(values.Select(Bits), Read(Column(values)).Select(Bits)));

    [Fact]
    public void Decimals_of_few_digits_take_four_bytes_and_single_precision_too()
    {
        Assert.Equal("i32", Column([0.041802, 1.006066])["type"]!.GetValue<string>());
        Assert.Equal("f32", Column([(float)Math.PI, 1e30f])["type"]!.GetValue<string>());
        Assert.Equal("f64", Column([Math.PI])["type"]!.GetValue<string>());
    }

    [Fact]
    public void New_synapses_stand_below_the_historical_and_lack_what_only_those_have()
    {
        PageTable upper = new([PageColumn.Texts("key", ColumnRole.Key, ["a", "b"]), PageColumn.Numbers("own", ColumnRole.Other, [1, 2])], 2);
        PageTable lower = new([PageColumn.Texts("key", ColumnRole.Key, ["c"]), PageColumn.Texts("status", ColumnRole.Status, ["assigned"])], 1);

        PageTable all = upper.Above(lower);

        Assert.Equal(["a", "b", "c"], all.Named("key")!.TextValues!);
        Assert.Equal([1, 2, double.NaN], all.Named("own")!.NumberValues!);
        Assert.Equal(["", "", "assigned"], all.Named("status")!.TextValues!);
    }

    private static JsonObject Column(double[] values)
    {
        PageData data = Pages.MadeStudy.Full(10);
        PageTable table = new([PageColumn.Numbers("value", ColumnRole.Other, values)], values.Length);
        JsonNode json = JsonNode.Parse(StudyJson.Of(data with { Synapses = table, New = null, Groups = [] }))!;
        return json["synapses"]!["columns"]![0]!.AsObject();
    }

    /// <summary>The column read back apart from the page's scripts, by the same arithmetic.</summary>
    private static IEnumerable<double> Read(JsonObject column)
    {
        byte[] bytes = Convert.FromBase64String(column["data"]!.GetValue<string>());
        return column["type"]!.GetValue<string>() switch
        {
            "f64" => Enumerable.Range(0, bytes.Length / 8).Select(row => BitConverter.ToDouble(bytes, 8 * row)),
            "f32" => Enumerable.Range(0, bytes.Length / 4).Select(row => (double)BitConverter.ToSingle(bytes, 4 * row)),
            _ => Enumerable.Range(0, bytes.Length / 4).Select(row => BitConverter.ToInt32(bytes, 4 * row) is int.MinValue ? double.NaN : (double)BitConverter.ToInt32(bytes, 4 * row) / column["scale"]!.GetValue<double>()),
        };
    }

    private static long Bits(double value) => double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value);
}
