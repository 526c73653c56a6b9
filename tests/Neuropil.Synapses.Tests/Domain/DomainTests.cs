using Neuropil.Tables;

namespace Neuropil.Synapses.Tests;

public sealed class DomainTests
{
    [Theory]
    [InlineData("prefix: cb, cr, pv", "cb1", "cb")]
    [InlineData("prefix: cb, cr, pv", "CR2", "cr")]
    [InlineData("prefix: cb, cr, pv", "pv", "pv")]
    [InlineData("prefix: cb, cr, pv", "pv_3", "pv")]
    [InlineData("prefix: cb, cr, pv", "crab1", "other")]
    [InlineData("prefix: cb, cr, pv", "", "other")]
    [InlineData("prefix", "basket7", "basket")]
    [InlineData("prefix", "17", "other")]
    [InlineData("map: a=x, c = y", "c", "y")]
    [InlineData("map: a=x, c = y", "b", "other")]
    public void A_neurons_name_tells_its_type(string rule, string name, string expected)
        => Assert.Equal(expected, NeuronTypeRule.TryParse(rule, out _)!.Of(name));

    [Fact]
    public void A_group_is_a_condition_over_roles_and_columns_by_either_name()
    {
        SynapseTable table = Make.Table(Make.Synapse("pv1", 2, 0, 0, 0, type: "ss"), Make.Synapse("zz", 3, 0, 0, 0, synArea: 2), Make.Synapse("cb1", 4, 0, 0, 0));
        Assert.Equal([true, false, false], Met("SynType=ss"));
        Assert.Equal([true, false, false], Met("Type=ss & NeuronType=pv"));
        Assert.Equal([false, true, false], Met("SynArea>=1"));
        Assert.Equal([false, true, true], Met("Neuron in (zz, cb1)"));
        Assert.Equal([true, true, true], Met("*"));
        Assert.Contains("it holds ss, as", Assert.Single(SynapseCondition.Of("SynType=s", Make.Published).Warnings(table)), StringComparison.Ordinal);
        Assert.Throws<ConditionException>(() => Met("Layer=2"));

        bool[] Met(string condition) => SynapseCondition.Of(condition, Make.Published).Evaluate(table);
    }

    [Theory]
    [InlineData("µm", 1, 1)]
    [InlineData("um", 1, 1)]
    [InlineData("nm", 1500, 1.5)]
    [InlineData("mm", 2, 2000)]
    [InlineData("4,4,40 nm", 1000, 40)]
    [InlineData("4 x 4 x 40 nm", 1000, 40)]
    [InlineData("0.12, 0.12, 1 um", 3, 3)]
    public void A_unit_or_a_voxel_makes_micrometres(string unit, double z, double expected)
        => Assert.Equal(expected, LengthUnit.TryParse(unit)!.ToMicrometres(2, z), 12);

    [Theory]
    [InlineData("furlong")]
    [InlineData("4,4 nm")]
    [InlineData("4,0,40 nm")]
    [InlineData("4,4,-40 nm")]
    [InlineData("4,4,40 furlongs")]
    [InlineData("")]
    public void What_is_no_unit_is_none(string unit) => Assert.Null(LengthUnit.TryParse(unit));

    [Fact]
    public void A_drawn_share_does_not_depend_on_the_order_of_rows_and_hardly_on_a_row_more()
    {
        List<Row> rows = Make.Cloud("cb1", 400, seed: 1);
        HashSet<SynapseKey> drawn = Drawn(Make.Table(rows));
        Assert.Equal(80, drawn.Count);
        rows.Reverse();
        Assert.Equal(drawn, Drawn(Make.Table(rows)));
        rows.Add(Make.Synapse("cb1", 9999, 0, 0, 0));
        Assert.True(Drawn(Make.Table(rows)).Intersect(drawn).Count() >= 79);
        SynapseTable four = Make.Table([.. Make.Cloud("a", 9, 1), .. Make.Cloud("b", 9, 1), .. Make.Cloud("c", 9, 1), .. Make.Cloud("d", 9, 1)]);
        Assert.Equal(9, KeyedSplit.OfNeurons(four, 0.2, 42).Count(isDrawn => isDrawn));

        static HashSet<SynapseKey> Drawn(SynapseTable table)
        {
            bool[] isNew = KeyedSplit.OfSynapses(table, 0.2, 42);
            return [.. table.Keys().Where((_, row) => isNew[row])];
        }
    }
}
