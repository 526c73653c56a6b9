namespace Neuropil.Numerics.Tests;

using CsCheck;
using Neuropil.Numerics;

public sealed class FeatureNamesTests
{
    private static readonly FeatureNames Names = FeatureNames.Of("area", "depth", "distance");
    private static readonly Matrix Points = new(2, 3, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Columns_in_any_order_come_back_in_the_models()
        => Gen.Shuffle(new[] { "area", "depth", "distance", "x", "y" }).Sample(given =>
        {
            double[] values = [.. Enumerable.Range(0, 4).SelectMany(row => given.Select(name => (10.0 * row) + name.Length))];
            Matrix arranged = FeatureNames.Of("area", "depth", "distance", "x", "y").Arrange(new Matrix(4, 5, values), given);
            for (int row = 0; row < 4; row++)
            {
                Assert.Equal([(10.0 * row) + 4, (10.0 * row) + 5, (10.0 * row) + 8, (10.0 * row) + 1, (10.0 * row) + 1], arranged.Row(row).ToArray());
            }
        });

    [Fact]
    public void Columns_in_order_and_columns_without_names_go_by_position()
    {
        Assert.Same(Points, Names.Arrange(Points, ["area", "depth", "distance"]));
        Assert.Same(Points, Names.Arrange(Points, null));
        Assert.Same(Points, FeatureNames.Unknown.Arrange(Points, ["a", "b", "c"]));
    }

    [Fact]
    public void Missing_and_extra_columns_are_named_with_the_nearest()
    {
        FeatureNamesException error = Assert.Throws<FeatureNamesException>(() => Names.Arrange(Points, ["Area", "distance", "weight"]));
        Assert.Equal(["area", "depth"], error.Missing);
        Assert.Equal(["Area", "weight"], error.Extra);
        Assert.StartsWith(
            "The columns are not those the model was fitted on; missing: 'area' (is it 'Area'?), 'depth'; not in the model: 'Area', 'weight'. Give the columns 'area', 'depth', 'distance', in any order.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_columns_than_the_model_has_and_fewer_are_refused()
    {
        Assert.Equal(["more"], Assert.Throws<FeatureNamesException>(() => Names.Match(["area", "depth", "distance", "more"])).Extra);
        Assert.Equal(["distance"], Assert.Throws<FeatureNamesException>(() => Names.Match(["area", "depth"])).Missing);
        Assert.Throws<ArgumentException>(() => Names.Arrange(Points, ["area", "depth"]));
    }

    [Fact]
    public void A_name_twice_or_empty_is_refused()
    {
        Assert.Throws<FeatureNamesException>(() => Names.Match(["area", "area", "depth"]));
        Assert.Throws<FeatureNamesException>(() => FeatureNames.Of("a", "a"));
        Assert.Throws<ArgumentException>(() => FeatureNames.Of("a", ""));
        Assert.Throws<ArgumentException>(() => Names.For(2));
        Assert.Same(Names, Names.For(3));
        Assert.Same(FeatureNames.Unknown, FeatureNames.Unknown.For(2));
        Assert.Same(FeatureNames.Unknown, FeatureNames.Of());
    }

    [Fact]
    public void Many_names_and_long_ones_make_a_message_that_can_be_read()
    {
        string[] given = [.. Enumerable.Range(0, 10_000).Select(number => $"column\u001b {number} {new string('x', 1_000)}")];
        string message = Assert.Throws<FeatureNamesException>(() => Names.Match(given)).Message;
        Assert.InRange(message.Length, 0, 3_000);
        Assert.Contains("and 9990 more", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', message);
    }

    [Fact]
    public void Names_are_equal_by_what_they_are()
    {
        Assert.Equal(Names, FeatureNames.Of("area", "depth", "distance"));
        Assert.Equal(Names.GetHashCode(), FeatureNames.Of("area", "depth", "distance").GetHashCode());
        Assert.NotEqual(Names, FeatureNames.Of("depth", "area", "distance"));
        Assert.Equal("area, depth, distance", Names.ToString());
    }
}
