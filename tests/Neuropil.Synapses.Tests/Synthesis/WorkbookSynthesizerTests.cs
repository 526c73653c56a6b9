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
        SynapseTable table = SynapseFile.Read(historical);
        SynapseTable fresh = SynapseFile.Read(added);
        Assert.Equal(764, table.Synapses.Count);
        Assert.Equal(30, fresh.Synapses.Count);
        Assert.Empty(table.Notes);
        Assert.Empty(table.ExtraColumns);
        Assert.True(table.HasBoutonVolume);
        Assert.Equal(["cb1", "cb2", "cb3", "cr1", "cr2", "cr3", "pv1", "pv2", "pv3"], table.Synapses.Select(synapse => synapse.NeuronId).Distinct());
        Assert.Empty(table.Synapses.Select(synapse => synapse.Key).Intersect(fresh.Synapses.Select(synapse => synapse.Key)));
        CleanSynapses clean = SynapseCleaner.Clean(table.Synapses);
        Assert.InRange(clean.Removed.Count, 4, 20);
        NeuronAlignment alignment = NeuronAlignment.Fit(clean.Kept);
        Assert.Empty(alignment.Warnings);
        alignment.RequireFitted(fresh);
        Assert.All(SynapseGroup.All, group => Assert.InRange(clean.Kept.Count(group.Contains), 100, 700));
    }

    [Fact]
    public void Csv_and_xlsx_tell_the_same_synapses()
    {
        SynapseTable workbook = SynapseFile.Read(WorkbookSynthesizer.Write(folder).Historical);
        SynapseTable text = SynapseFile.Read(WorkbookSynthesizer.Write(folder, new SynthesisOptions { Format = SynthesisFormat.Csv }).Historical);
        Assert.Equal(workbook.Synapses.Select(synapse => synapse with { Extra = [] }), text.Synapses.Select(synapse => synapse with { Extra = [] }), SameNumbers);
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
        SynapseTable table = SynapseFile.Read(WorkbookSynthesizer.Write(folder, new SynthesisOptions { Rows = rows, NewRows = 5, Format = SynthesisFormat.Csv }).Historical);
        Assert.Equal(rows, table.Synapses.Count);
        Assert.Equal(9, table.Synapses.Select(synapse => synapse.NeuronId).Distinct().Count());
    }

    [Fact]
    public void A_sheet_is_not_asked_to_hold_more_than_it_can()
        => Assert.Contains(
            "Write csv instead",
            Assert.Throws<ArgumentException>(() => WorkbookSynthesizer.Write(folder, new SynthesisOptions { Rows = 2_000_000 })).Message,
            StringComparison.Ordinal);

    private static bool SameNumbers(Synapse first, Synapse second)
        => first.Line == second.Line && first.Key == second.Key && first.X == second.X && first.Y == second.Y && first.Z == second.Z
            && first.SynArea == second.SynArea && first.BoutonArea == second.BoutonArea && first.BoutonVolume == second.BoutonVolume;
}
