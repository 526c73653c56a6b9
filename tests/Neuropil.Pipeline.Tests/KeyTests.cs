using System.Text.Json.Nodes;

namespace Neuropil.Pipeline.Tests;

public sealed class KeyTests
{
    private static readonly Dictionary<string, string> NoInputs = [];

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
    public void Numbers_from_code_and_from_text_have_one_canonical_text()
        => Assert.Equal("""{"a":0.1,"b":3,"c":true}""", CanonicalJson.Of(new JsonObject { ["c"] = true, ["b"] = 3.0, ["a"] = 0.1 }));

    [Fact]
    public void Boundaries_between_fields_cannot_be_moved()
    {
        UnitKey first = UnitKey.FromFields([new(KeyFieldKind.Option, "ab", "c")]);
        UnitKey second = UnitKey.FromFields([new(KeyFieldKind.Option, "a", "bc")]);

        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Fact]
    public void Order_of_declaration_does_not_matter()
    {
        Unit unit = Toy("""{"a":1}""") with { Inputs = [new FileInput("x", "x.csv"), new FileInput("y", "y.csv")] };
        Dictionary<string, string> hashes = new() { ["x"] = "1", ["y"] = "2" };

        Assert.Equal(UnitKey.Of(unit, hashes).Hash, UnitKey.Of(unit with { Inputs = [.. unit.Inputs.Reverse()] }, hashes).Hash);
    }

    [Fact]
    public void Two_inputs_that_change_places_change_the_key()
    {
        Unit unit = Toy("""{"a":1}""") with { Inputs = [new FileInput("x", "x.csv"), new FileInput("y", "y.csv")] };

        Assert.NotEqual(
            UnitKey.Of(unit, new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" }).Hash,
            UnitKey.Of(unit, new Dictionary<string, string> { ["x"] = "2", ["y"] = "1" }).Hash);
    }

    [Fact]
    public void Reasons_reach_into_nested_options()
        => Assert.Equal(
            ["Knn.Nu 0.03 → 0.05", "Knn.Metrics gone", "Knn.Weights new: distance", "Model KNN → XGB"],
            KeyDifference.Between(
                KeyOf("""{"Model":"KNN","Knn":{"Nu":0.03,"Metrics":["a"]}}"""),
                KeyOf("""{"Model":"XGB","Knn":{"Nu":0.05,"Weights":"distance"}}""")).OrderBy(reason => reason.Contains("Nu", StringComparison.Ordinal) ? 0 : 1));

    private static UnitKey KeyOf(string options) => UnitKey.Of(Toy(options), NoInputs);

    private static Unit Toy(string options) => new()
    {
        Id = new UnitId("toy"),
        Options = JsonNode.Parse(options)!.AsObject(),
        Run = _ => { },
    };
}
