using System.Text.Json.Nodes;

namespace Neuropil.Pipeline.Tests;

public sealed class KeyTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[1,2]}""", """{ "a" : [ 1.0, 2e0 ], "b" : 1 }""")]
    [InlineData("""{"a":0.1}""", """{"a":1e-1}""")]
    [InlineData("""{"a":"é"}""", """{"a":"\u00e9"}""")]
    [InlineData("""{"a":-0}""", """{"a":0}""")]
    public void Equal_values_have_one_canonical_text(string first, string second)
        => Assert.Equal(CanonicalJson.Of(JsonNode.Parse(first)), CanonicalJson.Of(JsonNode.Parse(second)));

    [Theory]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a.b":1}""")]
    [InlineData("""{"a":0.1}""", """{"a":0.10000000000000002}""")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""")]
    public void Different_values_have_different_keys(string first, string second)
        => Assert.NotEqual(KeyOf(first).Hash, KeyOf(second).Hash);

    [Fact]
    public void Boundaries_between_fields_cannot_be_moved()
    {
        UnitKey first = UnitKey.FromFields([new(KeyFieldKind.Option, "ab", "c")]);
        UnitKey second = UnitKey.FromFields([new(KeyFieldKind.Option, "a", "bc")]);

        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Fact]
    public void Two_inputs_that_change_places_change_the_key()
    {
        Unit unit = ToyUnits.Read(new ToyUnits.ReadOptions(true), new FileInput("x.csv"), new FileInput("y.csv"));

        Assert.NotEqual(
            UnitKey.Of(unit, new Dictionary<string, string> { ["words"] = "1", ["extra"] = "2" }, []).Hash,
            UnitKey.Of(unit, new Dictionary<string, string> { ["words"] = "2", ["extra"] = "1" }, []).Hash);
    }

    [Fact]
    public void Reasons_reach_into_nested_options()
        => Assert.Equal(
            ["Knn.Metrics gone", "Knn.Nu 0.03 → 0.05", "Knn.Weights new: distance", "Model KNN → XGB"],
            KeyDifference.Between(
                KeyOf("""{"Train":{"Model":"KNN","Knn":{"Nu":0.03,"Metrics":["a"]}}}"""),
                KeyOf("""{"Train":{"Model":"XGB","Knn":{"Nu":0.05,"Weights":"distance"}}}""")));

    private static UnitKey KeyOf(string options) => UnitKey.FromFields(
        JsonNode.Parse(options)!.AsObject().Select(option => new KeyField(KeyFieldKind.Option, option.Key, CanonicalJson.Of(option.Value))));
}
