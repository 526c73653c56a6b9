using System.Reflection;
using System.Text.Json.Nodes;

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

    public Assembly Code { get; set; } = FakeCode.Of("Toy.Words", "1");

    public Action<UnitContext> BeforeRun { get; set; } = _ => { };

    public List<string> Ran { get; } = [];

    public IReadOnlyList<Unit> Graph() =>
    [
        new Unit
        {
            Id = new UnitId("read"),
            Options = new JsonObject { ["Upper"] = Upper },
            Inputs = [new FileInput("words", WordsPath, Remedy: "Name it with --words=…."), new FileInput("extra", ExtraPath, Optional: true)],
            Outputs = [new UnitOutput("words", "read/words.txt")],
            Run = Counted(context =>
            {
                string text = File.ReadAllText(context.InputPath("words"));
                string extra = context.HasInput("extra") ? " " + File.ReadAllText(context.InputPath("extra")) : "";
                string[] words = (text + extra).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (words.Length < 2)
                {
                    context.Warn("hardly any words");
                }

                context.Note($"{words.Length} words");
                string joined = string.Join('\n', words);
                File.WriteAllText(context.OutputPath("words"), Upper ? joined.ToUpperInvariant() : joined);
            }),
        },
        .. Groups.Select(group => new Unit
        {
            Id = new UnitId("count", group),
            Options = new JsonObject { ["Limit"] = Limit, ["Nested"] = new JsonObject { ["Group"] = group } },
            Inputs = [new OutputInput("words", new UnitId("read"), "words")],
            Outputs = [new UnitOutput("counts", $"count/{group}.csv"), new UnitOutput("picture", $"count/{group}.png", Locked: false)],
            Seed = Seed,
            Code = [Code],
            Run = Counted(context =>
            {
                IEnumerable<string> words = File.ReadAllLines(context.InputPath("words")).Where(word => word.Length <= Limit == (group == "short"));
                File.WriteAllText(context.OutputPath("counts"), "Word,Letters\n" + string.Concat(words.Select(word => $"{word},{word.Length}\n")));
                File.WriteAllText(context.OutputPath("picture"), $"picture of {group}");
            }),
        }),
        new Unit
        {
            Id = new UnitId("sum"),
            FormatVersion = SumFormat,
            Inputs = [.. Groups.Select(group => new OutputInput(group, new UnitId("count", group), "counts"))],
            Outputs = [new UnitOutput("sum", "sum.txt")],
            Run = Counted(context => File.WriteAllText(
                context.OutputPath("sum"),
                string.Join(' ', Groups.Select(group => File.ReadAllLines(context.InputPath(group)).Length - 1)) + "\n")),
        },
    ];

    public RunReport Run(RunOptions? options = null, IRunListener? listener = null, params string[] stages)
    {
        Ran.Clear();
        return new PipelineRunner(ArtifactsPath).Run(Graph(), stages.Length > 0 ? stages : ["sum"], options ?? new RunOptions(), listener ?? new RecordingListener());
    }

    public string Published(string path) => File.ReadAllText(Path.Combine(ArtifactsPath, path));

    public IReadOnlyDictionary<string, string> AllPublished() => Directory
        .EnumerateFiles(ArtifactsPath, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(ArtifactsPath, path).Replace('\\', '/'))
        .Where(path => !path.StartsWith("store/", StringComparison.Ordinal))
        .ToDictionary(path => path, Published);

    public void Dispose() => folder.Dispose();

    private Action<UnitContext> Counted(Action<UnitContext> run) => context =>
    {
        lock (Ran)
        {
            Ran.Add(context.Id.ToString());
        }

        BeforeRun(context);
        run(context);
    };
}
