using Neuropil.Tables;

namespace Neuropil.Synapses.Tests;

public sealed class SynapseStreamTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Blocks_are_the_same_however_the_rows_are_cut_into_files(int files)
    {
        string[] rows = [.. Enumerable.Range(0, 23).Select(row => $"n{row % 3},{row},{row * 0.5},note {row}")];
        string cut = Directory.CreateDirectory(Path.Combine(folder, "cut")).FullName;
        for (int file = 0; file < files; file++)
        {
            File.WriteAllLines(Path.Combine(cut, $"{file}.csv"), ["neuron,x,size,note", .. rows[(23 * file / files)..(23 * (file + 1) / files)]]);
        }

        SynapseColumns columns = new() { Neuron = RoleColumn.TryParse("neuron", out _), Features = [new FeatureColumn("size", 0)] };
        using SynapseStream stream = SynapseStream.Open(SynapseReader.Request(new TableRequest(cut), columns), columns);
        SynapsePart[] blocks = [.. stream.Blocks(5).Select(block => block.Read())];

        Assert.Equal([5, 5, 5, 5, 3], blocks.Select(block => block.Synapses.Count));
        Assert.Equal(rows, blocks.SelectMany(block => Enumerable.Range(0, block.Synapses.Count).Select(row
            => FormattableString.Invariant($"{block.Synapses.Neurons[row]},{block.Synapses.Column("x").Text(row)},{block.Synapses.Numbers("size")[row]},{block.Synapses.Column("note").Text(row)}"))));
        Assert.Equal(Enumerable.Range(files == 1 ? 2 : 1, 23).Select(id => FormattableString.Invariant($"{id}")), blocks.SelectMany(block => block.Synapses.Ids));
    }

    [Fact]
    public void Faults_are_handed_on_with_their_places()
    {
        string path = Path.Combine(folder, "t.csv");
        File.WriteAllLines(path, ["size", "1", "2", "x", "4", "-1"]);
        SynapseColumns columns = new() { Features = [new FeatureColumn("size", 0)] };
        using SynapseStream stream = SynapseStream.Open(SynapseReader.Request(new TableRequest(path), columns), columns);
        SynapsePart[] blocks = [.. stream.Blocks(2).Select(block => block.Read())];

        Assert.Equal([0, 1, 1], blocks.Select(block => block.ProblemCount));
        Assert.Equal([4, 6], blocks.SelectMany(block => block.Problems).Select(problem => problem.Row!.Value));
    }
}
