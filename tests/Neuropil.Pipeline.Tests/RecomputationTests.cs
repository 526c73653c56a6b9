using CsCheck;

namespace Neuropil.Pipeline.Tests;

/// <summary>The property that makes a build system right: whatever was edited, every output is what a computation from scratch gives.</summary>
public sealed class RecomputationTests
{
    private static readonly Gen<Action<ToyPipeline>> Edit = Gen.OneOf(
        Gen.String[Gen.Char["ab  "], 0, 12].Select(text => new Action<ToyPipeline>(toy => File.WriteAllText(toy.WordsPath, text))),
        Gen.String[Gen.Char["c "], 0, 3].Select(text => new Action<ToyPipeline>(toy => File.WriteAllText(toy.ExtraPath, text))),
        Gen.Const(new Action<ToyPipeline>(toy => File.Delete(toy.ExtraPath))),
        Gen.Int[1, 3].Select(limit => new Action<ToyPipeline>(toy => toy.Limit = limit)),
        Gen.Bool.Select(upper => new Action<ToyPipeline>(toy => toy.Upper = upper)),
        Gen.Long[1, 2].Select(seed => new Action<ToyPipeline>(toy => toy.Seed = seed)),
        Gen.Int[1, 2].Select(format => new Action<ToyPipeline>(toy => toy.SumFormat = format)),
        Gen.Const(new Action<ToyPipeline>(toy => File.Delete(Path.Combine(toy.ArtifactsPath, "sum.txt")))),
        Gen.Int[0, 99].Select(which => new Action<ToyPipeline>(toy => DeleteOneOf(Path.Combine(toy.ArtifactsPath, "store", "objects"), which))),
        Gen.Int[0, 99].Select(which => new Action<ToyPipeline>(toy => DeleteOneOf(Path.Combine(toy.ArtifactsPath, "store", "records"), which))));

    [Fact]
    public void Every_output_equals_recomputation_from_scratch_after_any_edits()
        => Edit.Array[1, 6].Array[1, 5].Sample(
            rounds =>
            {
                using ToyPipeline toy = new();
                toy.Run();
                foreach (Action<ToyPipeline>[] edits in rounds)
                {
                    Array.ForEach(edits, edit => edit(toy));
                    Assert.True(toy.Run().Succeeded);
                    IReadOnlyDictionary<string, string> incremental = toy.AllPublished();
                    Assert.Equal(FromScratch(toy), incremental);
                    Assert.Equal(4, toy.Run().Count(UnitStatus.Reused));
                }
            },
            iter: 40,
            threads: 2);

    private static Dictionary<string, string> FromScratch(ToyPipeline toy)
    {
        string folder = toy.ArtifactsPath + "-scratch";
        new PipelineRunner(folder, new FakeCode("Toy.Words", toy.Code, "count")).Run(toy.Graph(), ["sum"], new RunOptions(), new RecordingListener());
        Dictionary<string, string> published = toy.Graph()
            .SelectMany(unit => unit.OutputFiles)
            .Select(output => output.PublishedPath)
            // What is empty is not published.
            .Where(path => File.Exists(Path.Combine(folder, path)))
            .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(folder, path)));
        Directory.Delete(folder, recursive: true);
        return published;
    }

    private static void DeleteOneOf(string folder, int which)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        if (files.Length > 0)
        {
            File.Delete(files.Order(StringComparer.Ordinal).ElementAt(which % files.Length));
        }
    }
}
