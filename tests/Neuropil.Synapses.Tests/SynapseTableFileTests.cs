using Neuropil.Tables;

namespace Neuropil.Synapses.Tests;

public sealed class SynapseTableFileTests
{
    [Fact]
    public void Synapses_are_handed_on_between_stages_unchanged_and_other_columns_names_give_way()
    {
        SynapseTable table = Make.Table(Make.Synapse("pv1", 2, 0.1, 1e-9, -3), Make.Synapse("zz", 9, double.NaN, 0, 0));
        table = table with { Columns = [.. table.Columns, TableColumn.Texts("layer", ["II", ""]), TableColumn.Texts("NeuronType", ["basket", "?"])] };
        using MemoryStream stream = new();
        SynapseTableFile.ToTable(table, ["SynArea", "BoutonArea"], TableColumn.Texts("Reason", ["a", "b"])).WriteCsv(stream);
        stream.Position = 0;
        Table written = Table.ReadCsv(stream, "synapses.csv");
        Assert.Equal(
            ["SourceRow", "NeuronType", "NeuronId", "SynType", "SynId", "rel_x", "rel_y", "rel_z", "SynArea", "BoutonArea", "Reason", "layer", "NeuronType_source"],
            written.Columns.Select(column => column.Name));
        SynapseTable read = SynapseTableFile.FromTable(written, "Reason");
        Assert.Equal(table.Keys(), read.Keys());
        Assert.Equal(table.Lines, read.Lines);
        Assert.Equal(table.Positions!.SelectMany(axis => axis), read.Positions!.SelectMany(axis => axis));
        Assert.Equal(["basket", "?"], Enumerable.Range(0, 2).Select(read.Column("NeuronType").Text));
        Assert.Equal(table.Numbers("SynArea"), read.Numbers("SynArea"));
    }
}
