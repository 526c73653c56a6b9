namespace Neuropil.Synapses.Tests;

public sealed class SynapseTableFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Synapses_are_handed_on_between_stages_unchanged_and_extra_names_give_way()
    {
        string path = Path.Combine(folder, "synapses.csv");
        SynapseTable table = new()
        {
            Source = "x",
            ExtraColumns = ["layer", "NeuronType"],
            HasBoutonVolume = true,
            Synapses =
            [
                Make.Synapse("pv1", 2, 0.1, 1e-9, -3) with { Extra = ["II", "basket"], BoutonVolume = 0.3 },
                Make.Synapse("zz", 9, double.NaN, 0, 0) with { Extra = ["", "?"] },
            ],
        };
        SynapseTableFile.Write(path, table);
        SynapseTable read = SynapseTableFile.Read(path);
        Assert.Equal(["layer", "NeuronType_source"], read.ExtraColumns);
        for (int row = 0; row < 2; row++)
        {
            Assert.Equal(table.Synapses[row].Extra, read.Synapses[row].Extra);
            Assert.Equal(table.Synapses[row] with { Extra = [] }, read.Synapses[row] with { Extra = [] });
        }
    }
}
