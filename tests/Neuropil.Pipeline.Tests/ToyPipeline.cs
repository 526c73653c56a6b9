namespace Neuropil.Pipeline.Tests;

/// <summary>
/// A pipeline of words: read the file, upper-case the words, count the letters per group, sum up. Every run of a unit is counted.
/// </summary>
internal sealed class ToyPipeline : IDisposable
{
    public static readonly string[] Groups = ["short", "long"];
    private readonly TemporaryFolder folder;

    public ToyPipeline(string words = "one two three seventeen")
    {
        folder = new TemporaryFolder();
        WordsPath = folder.Write("words.txt", words);
        ExtraPath = folder["extra.txt"];
    }

    /// <summary>The pipeline in a folder that another one made and owns.</summary>
    public ToyPipeline(string folder, bool isGuest)
    {
        this.folder = new TemporaryFolder(folder, isGuest);
        WordsPath = this.folder["words.txt"];
        ExtraPath = this.folder["extra.txt"];
    }

    public string WordsPath { get; set; }

    public string ExtraPath { get; }

    public string ArtifactsPath => folder["artifacts"];

    public string Folder => folder.Path;

    public bool Upper { get; set; } = true;

    public int Limit { get; set; } = 4;

    public long Seed { get; set; } = 42;

    public int SumFormat { get; set; } = 1;

    public string Code { get; set; } = "1";

    public IDisk Disk { get; set; } = FastDisk.Instance;

    public Action<UnitContext> BeforeRun { get; set; } = _ => { };

    public List<string> Ran { get; } = [];

    public IReadOnlyList<Unit> Graph()
    {
        Unit<ToyUnits.ReadOutputs> read = Read();
        (string Group, Unit<ToyUnits.CountOutputs> Unit)[] counts =
            [.. Groups.Select(group => (group, ToyUnits.Count(group, Limit, Seed, read.Outputs.Words)))];
        return
        [
            read,
            .. counts.Select(count => count.Unit),
            ToyUnits.Sum(new(counts.Select(count => (count.Group, count.Unit.Outputs.Counts))), SumFormat),
        ];
    }

    public Unit<ToyUnits.ReadOutputs> Read() => ToyUnits.Read(
        new ToyUnits.ReadOptions(Upper),
        new FileInput(WordsPath, Remedy: "Name it with --words=…."),
        new FileInput(ExtraPath, Optional: true));

    public RunReport Run(RunOptions? options = null, IRunListener? listener = null, params string[] stages)
        => Run(Graph(), stages.Length > 0 ? stages : ["sum"], options, listener);

    public RunReport Run(IReadOnlyList<Unit> graph, IReadOnlyCollection<string> stages, RunOptions? options = null, IRunListener? listener = null)
    {
        Ran.Clear();
        ToyHooks.Working = context =>
        {
            lock (Ran)
            {
                Ran.Add(context.Id.ToString());
            }

            BeforeRun(context);
        };
        return Runner().Run(graph, stages, options ?? new RunOptions(), listener ?? new RecordingListener());
    }

    public PipelineRunner Runner() => new(ArtifactsPath, new FakeCode("Toy.Words", Code, "count"), Disk);

    public string Published(string path) => File.ReadAllText(Path.Combine(ArtifactsPath, path));

    public IReadOnlyDictionary<string, string> AllPublished() => Directory
        .EnumerateFiles(ArtifactsPath, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(ArtifactsPath, path).Replace('\\', '/'))
        .Where(path => !path.StartsWith("store/", StringComparison.Ordinal) && path != "run.json")
        .ToDictionary(path => path, Published);

    public void Dispose() => folder.Dispose();
}
