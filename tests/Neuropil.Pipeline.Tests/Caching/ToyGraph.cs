namespace Neuropil.Pipeline.Tests;

/// <summary>The toy pipeline without its hook, for runs side by side.</summary>
internal static class ToyGraph
{
    public static RunReport Run(string artifacts, string words, CacheOptions? cache)
        => new PipelineRunner(artifacts, new FakeCode("Toy.Words", "1", "count"), FastDisk.Instance).Run(Of(words), ["sum"], new RunOptions { Cache = cache }, new RecordingListener());

    public static IReadOnlyList<Unit> Of(string words)
    {
        Unit<ToyUnits.ReadOutputs> read = ToyUnits.Read(new(true), new FileInput(words), new FileInput(words + ".none", Optional: true));
        Unit<ToyUnits.CountOutputs>[] counts = [.. ToyPipeline.Groups.Select(group => ToyUnits.Count(group, 4, 42, read.Outputs.Words))];
        return [read, .. counts, ToyUnits.Sum(new(ToyPipeline.Groups.Zip(counts, (group, count) => (group, count.Outputs.Counts))), 1)];
    }
}
