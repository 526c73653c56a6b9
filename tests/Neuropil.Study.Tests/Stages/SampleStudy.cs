using Neuropil.Learning;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;
using Neuropil.Tests;

namespace Neuropil.Study.Tests;

/// <summary>The sample, once as CSV so that single cells can be changed, run up to predictions and figures.</summary>
public sealed class SampleStudy : IDisposable
{
    /// <summary>Tests that share the study run one after the other; one that publishes other results leaves these behind again.</summary>
    public const string Collection = "sample study";

    private static readonly Dictionary<string, string> None = [];
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-study-").FullName;

    public SampleStudy()
    {
        (Historical, New) = WorkbookSynthesizer.Write(folder, new SynthesisOptions { Format = SynthesisFormat.Csv });
        First = Run();
    }

    public string Historical { get; }

    public string New { get; }

    internal RunReport First { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Runs stages; arguments as pairs <c>key=value</c>. Without stages: all up to predictions, figures and the report.</summary>
    internal RunReport Run(string[]? stages = null, string artifacts = "artifacts", int threads = 2, params string[] arguments)
    {
        Dictionary<string, string> all = new(StringComparer.OrdinalIgnoreCase) { ["data"] = Historical, ["new"] = New, ["Evaluate_Folds"] = "none" };
        foreach (string argument in arguments)
        {
            string[] parts = argument.Split('=', 2);
            all[parts[0]] = parts[1];
        }

        StudySettings settings = StudySettings.Load(Repository.Root, all, None, folder);
        return new StudyRun(Path.Combine(folder, artifacts)).Run(settings, threads, stages ?? ["metrics", "serve", "clusters", "profiles", "predictions", "report"]);
    }

    internal Table Read(string published, string artifacts = "artifacts") => Table.ReadCsv(PathOf(published, artifacts));

    public string PathOf(string published, string artifacts = "artifacts") => Path.Combine([folder, artifacts, .. published.Split('/')]);

    /// <summary>A table of the user's, written where tests may change it.</summary>
    public string Write(string name, IEnumerable<string> lines)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }
}

[CollectionDefinition(SampleStudy.Collection)]
public sealed class SampleStudyCollection : ICollectionFixture<SampleStudy>;
