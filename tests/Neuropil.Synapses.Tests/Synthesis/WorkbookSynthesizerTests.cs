using Neuropil.Tables;
using Neuropil.Tests;

namespace Neuropil.Synapses.Tests;

public sealed class WorkbookSynthesizerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_shipped_sample_is_made_again_byte_for_byte()
    {
        (string historical, string added) = WorkbookSynthesizer.Write(folder);
        Assert.Equal(File.ReadAllBytes(Repository.PathOf("data", "sample", "neuron_synapse_raw_data.xlsx")), File.ReadAllBytes(historical));
        Assert.Equal(File.ReadAllBytes(Repository.PathOf("data", "sample", "new_neuron_synapse_raw_data.xlsx")), File.ReadAllBytes(added));
    }

    [Fact]
    public void The_sample_has_the_studys_shape()
    {
        (string historical, string added) = WorkbookSynthesizer.Write(folder);
        SynapseTable table = Read(historical);
        SynapseTable fresh = Read(added);
        Assert.Equal(764, table.Count);
        Assert.Equal(30, fresh.Count);
        Assert.Empty(table.Notes);
        Assert.Empty(table.Warnings);
        Assert.Equal(["cb1", "cb2", "cb3", "cr1", "cr2", "cr3", "pv1", "pv2", "pv3"], table.Neurons.Distinct());
        Assert.Empty(table.Keys().Intersect(fresh.Keys()));
        ScreenedSynapses screened = SynapseScreen.Apply(table, Make.Recipes);
        Assert.InRange(screened.Removed.Length, 4, 20);
        SynapseTable kept = table.Rows(screened.Kept);
        NeuronAlignment alignment = NeuronAlignment.Fit(kept);
        Assert.Empty(alignment.Warnings);
        Assert.All(fresh.Neurons, neuron => Assert.True(alignment.Knows(neuron)));
        string[] groups = ["SynType=as", "SynType=ss", "NeuronType=cb", "NeuronType=cr", "NeuronType=pv"];
        Assert.All(groups, group => Assert.InRange(SynapseCondition.Of(group, Make.Published).Evaluate(kept).Count(isMember => isMember), 100, 700));
    }

    [Fact]
    public void Csv_and_xlsx_tell_the_same_synapses()
    {
        SynapseTable workbook = Read(WorkbookSynthesizer.Write(folder).Historical);
        SynapseTable text = Read(WorkbookSynthesizer.Write(folder, new SynthesisOptions { Format = SynthesisFormat.Csv }).Historical);
        Assert.Equal(workbook.Keys(), text.Keys());
        Assert.Equal(workbook.Lines, text.Lines);
        Assert.Equal(workbook.Positions!.SelectMany(axis => axis), text.Positions!.SelectMany(axis => axis));
        Assert.All(new[] { "SynArea", "BoutonArea", "BoutonVolume" }, column => Assert.Equal(workbook.Numbers(column), text.Numbers(column)));
    }

    [Fact]
    public void Another_seed_gives_another_study()
    {
        byte[] first = File.ReadAllBytes(WorkbookSynthesizer.Write(folder, new SynthesisOptions { Format = SynthesisFormat.Csv }).Historical);
        byte[] second = File.ReadAllBytes(WorkbookSynthesizer.Write(folder, new SynthesisOptions { Format = SynthesisFormat.Csv, Seed = 43 }).Historical);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Every_synapse_has_a_latent_group_and_gross_outliers_are_few()
    {
        IReadOnlyDictionary<SynapseKey, string> groups = WorkbookSynthesizer.LatentGroups();
        Assert.Equal(794, groups.Count);
        Assert.Equal(7, groups.Values.Count(group => group == WorkbookSynthesizer.GrossOutlier));
        Assert.InRange(groups.Values.Count(group => group == WorkbookSynthesizer.Stray), 20, 60);
        Assert.Equal(18, groups.Values.Distinct().Count(group => group.Contains(": ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public void Any_number_of_rows_is_written(int rows)
    {
        SynapseTable table = Read(WorkbookSynthesizer.Write(folder, new SynthesisOptions { Rows = rows, NewRows = 5, Format = SynthesisFormat.Csv }).Historical);
        Assert.Equal(rows, table.Count);
        Assert.Equal(9, table.Neurons.Distinct().Count());
    }

    [Fact]
    public void A_sheet_is_not_asked_to_hold_more_than_it_can()
        => Assert.Contains(
            "Write csv instead",
            Assert.Throws<ArgumentException>(() => WorkbookSynthesizer.Write(folder, new SynthesisOptions { Rows = 2_000_000 })).Message,
            StringComparison.Ordinal);

    private static SynapseTable Read(string path) => SynapseReader.Read(SynapseReader.Request(new TableRequest(path), Make.Published), Make.Published);
}
