using Neuropil.Tests;

namespace Neuropil.Cli.Tests;

public sealed class DescribeTests : Command
{
    [Fact]
    public void A_table_is_described_with_the_settings_that_read_it()
    {
        string table = Repository.Fixture("labs", "connectome", "synapses.csv");
        string said = Succeed("describe", table);
        Assert.Contains("  cleft_vx: integer, from ", said);
        Assert.Contains("\nWhat they may be, the likeliest first\n  Neuron: post_root_id", said);
        Assert.Contains("\nSettings to start from", said);
        Assert.Contains("\n[Columns]\nNeuron = post_root_id\n", said);
        Assert.StartsWith(said[..said.IndexOf("\nSettings", StringComparison.Ordinal)], Succeed("describe", table, "--settings", "study.config"), StringComparison.Ordinal);
        Assert.StartsWith("[Data]\nHistorical = ", Text("study.config"), StringComparison.Ordinal);
        Assert.Contains("\nNeuron = post_root_id\n", Text("study.config"));
    }

    [Fact]
    public void The_settings_name_the_table_as_seen_from_their_own_place()
    {
        WriteBlobs("in.csv");
        Directory.CreateDirectory(Path.Combine(Folder, "studies"));
        Succeed("describe", "in.csv", "--settings", "studies/own.config");
        Assert.Contains($"Historical = {Path.Combine("..", "in.csv")}\n", Text("studies/own.config"));
    }

    [Fact]
    public void A_folder_and_standard_input_are_described_too()
    {
        Assert.Contains("5 files", Succeed("describe", Repository.Fixture("labs", "file-a-neuron", "neurons")));
        (int exitCode, string output, string errors) = RunWith("a,b\n1,2\n3,4\n", "describe", "-");
        Assert.True(exitCode == 0, errors);
        Assert.Contains("standard input: 2 rows looked at, 2 columns", output);
    }
}
