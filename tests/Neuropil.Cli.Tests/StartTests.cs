namespace Neuropil.Cli.Tests;

public sealed class StartTests : Command
{
    [Theory]
    [InlineData("umap", "fit")]
    [InlineData("hdbscan", "fit")]
    public void A_fit_loads_no_library_that_it_does_not_need(string group, string verb)
    {
        WriteBlobs("in.csv", 2);

        // In this process, where nothing else runs the command: the other tests start it as a process of its own.
        Assert.Equal(0, Application.Run([group, verb, Path.Combine(Folder, "in.csv"), "--out", Path.Combine(Folder, "o.csv"), "--quiet"]));
        string[] loaded = [.. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name ?? "")];
        Assert.Contains("Neuropil.Numerics", loaded);
        Assert.DoesNotContain(loaded, name => ((string[])["ScottPlot", "SkiaSharp", "HarfBuzzSharp", "Parquet", "ExcelDataReader", "Microsoft.ML", "MathNet"])
            .Any(needless => name.StartsWith(needless, StringComparison.Ordinal)));
    }
}
