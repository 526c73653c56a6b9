using Neuropil.Tests;

namespace Neuropil.Cli.Tests;

/// <summary>The commands of the README work, in the order in which they stand there.</summary>
public sealed class ReadmeTests : Command
{
    private const string Program = "artifacts/bin/neuropil ";

    [Fact]
    public void Every_command_of_the_readme_runs()
    {
        string[] commands = [.. File.ReadLines(Repository.PathOf("README.md")).Where(line => line.StartsWith(Program, StringComparison.Ordinal))];
        Directory.CreateDirectory(Path.Combine(Folder, "artifacts", "features", "pv"));
        WriteBlobs("blobs.csv", 5);
        string[] rows = Lines("blobs.csv");
        rows[0] = "pca_x,pca_y,pca_z,SynArea,BoutonArea";
        Write("artifacts/features/pv/features.csv", string.Join('\n', rows.Select((row, index) => (index == 0 ? "NeuronId," : "pv1,") + row)) + "\n");

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Succeed(command[Program.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(121, Lines("clusters.csv").Length);
    }
}
