using Neuropil.Tables;

namespace Neuropil.Synapses.Tests;

public sealed class SynapseScreenTests
{
    [Fact]
    public void Synapses_beyond_the_outer_fences_of_any_feature_are_removed_with_the_reason()
    {
        SynapseTable synapses = Make.Table([.. Make.Cloud("cb1", 40, seed: 1), Make.Synapse("pv1", 50, 0, 0, 0, boutonArea: 90), Make.Synapse("pv1", 51, 0, 0, 0, synArea: 3)]);
        ScreenedSynapses screened = SynapseScreen.Apply(synapses, Make.Recipes);
        Assert.Equal(Enumerable.Range(0, 40), screened.Kept);
        Assert.Equal([40, 41], screened.Removed);
        Assert.StartsWith("BoutonArea 90 is outside [", screened.Reasons[0], StringComparison.Ordinal);
        Assert.StartsWith("SynArea 3 is outside [", screened.Reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Fences_are_of_transformed_values_and_told_in_the_tables_own()
    {
        List<Row> rows = [.. Make.Cloud("cb1", 200, seed: 1).Select((row, index) => row with { BoutonArea = Math.Exp((index % 20) / 5.0) }), Make.Synapse("cb1", 900, 0, 0, 0, boutonArea: 200)];
        FeatureRecipe[] logs = [new() { Name = "BoutonArea", Transform = FeatureTransform.Log }];
        FeatureRecipe[] plain = [new() { Name = "BoutonArea" }];
        Assert.Empty(SynapseScreen.Apply(Make.Table(rows), logs).Removed);
        Assert.Equal([200], SynapseScreen.Apply(Make.Table(rows), plain).Removed);
        rows[^1] = rows[^1] with { BoutonArea = 1e9 };
        Assert.StartsWith("BoutonArea 1000000000 is outside [", SynapseScreen.Apply(Make.Table(rows), logs).Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Excluded_synapses_are_removed_first_and_do_not_move_the_bounds()
    {
        List<Row> cloud = Make.Cloud("cb1", 40, seed: 1);
        Row broken = Make.Synapse("pv1", 50, double.NaN, 0, 0, boutonArea: double.NaN);
        ExclusionList exclusions = ExclusionList.Of([new(new SynapseKey("pv1", "as", "50"), "torn section"), new(new SynapseKey("cb9", "as", "1"), "gone")]);
        ScreenedSynapses screened = SynapseScreen.Apply(Make.Table([.. cloud, broken]), Make.Recipes, exclusions);
        Assert.Equal(SynapseScreen.Apply(Make.Table(cloud), Make.Recipes).Bounds.Features, screened.Bounds.Features);
        Assert.Equal("excluded: torn section", Assert.Single(screened.Reasons));
        Assert.Contains("cb9 as 1", Assert.Single(screened.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_lacks_something_is_removed_with_what_it_lacks()
    {
        ScreenedSynapses screened = SynapseScreen.Apply(
            Make.Table([.. Make.Cloud("cb1", 9, seed: 1), Make.Synapse("pv1", 50, double.NaN, 0, 0), Make.Synapse("pv1", 51, 0, 0, double.NaN, double.NaN), Make.Synapse("", 52, 0, 0, 0)]), Make.Recipes);
        Assert.Equal(["lacks its position", "lacks its position, SynArea", "lacks its neuron"], screened.Reasons);
    }

    [Fact]
    public void A_feature_that_does_not_vary_or_that_its_transform_does_not_take_is_refused()
    {
        SynapseTable same = Make.Table([.. Make.Cloud("cb1", 9, seed: 1).Select(row => row with { SynArea = 7 })]);
        Assert.Contains("[Features] SynArea: all 9 values are 7", Assert.Throws<TableException>(() => SynapseScreen.Apply(same, Make.Recipes)).Message, StringComparison.Ordinal);
        SynapseTable negative = Make.Table([.. Make.Cloud("cb1", 9, seed: 1), Make.Synapse("cb1", 77, 0, 0, 0, synArea: -2)]);
        string message = Assert.Throws<TableException>(() => SynapseScreen.Apply(negative, [new() { Name = "SynArea", Transform = FeatureTransform.Log }])).Message;
        Assert.Contains("'log' of -2 (1 such value; rows 77); expected numbers above 0", message, StringComparison.Ordinal);
        Assert.Contains("Missing=SynArea: -2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_survive_saving()
    {
        FeatureBounds bounds = FeatureBounds.Fit(Make.Table(Make.Cloud("cb1", 40, seed: 1)), Make.Recipes);
        using MemoryStream stream = new();
        bounds.Save(stream);
        stream.Position = 0;
        Assert.Equal(bounds.Features, FeatureBounds.Load(stream).Features);
    }
}
