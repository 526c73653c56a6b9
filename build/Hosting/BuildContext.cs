using Cake.Core;
using Neuropil.Pipeline;
using Neuropil.Report;
using Neuropil.Study;

namespace Neuropil.Build;

/// <summary>What a task has to work with: Cake's services, the arguments, the settings of the study and its pipeline.</summary>
internal sealed class BuildContext(CakeServices cake, CommandLine arguments, string root, string callerFolder, CancellationToken cancellation)
    : CakeContextAdapter(cake.Context)
{
    private readonly Lazy<StudySettings> settings = new(() => StudySettings.Load(root, arguments.Study, workingFolder: callerFolder, study: arguments.StudyFile is string file ? Path.GetFullPath(file, callerFolder) : null));

    /// <summary>What the build says.</summary>
    public new HostLog Log => cake.Log;

    /// <summary>Where it says it.</summary>
    public Terminal Terminal => cake.Terminal;

    /// <summary>The arguments of this build.</summary>
    public CommandLine CommandLine => arguments;

    /// <summary>Where the command was given: relative paths in arguments start here.</summary>
    public string CallerFolder => callerFolder;

    /// <summary>The repository.</summary>
    public string Root => root;

    /// <summary>Where everything that is made goes, and the store of all studies.</summary>
    public string ArtifactsFolder => Path.Combine(root, "artifacts");

    /// <summary>Asks the work to stop.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The study as <c>cake.config</c>, arguments and environment have it.</summary>
    public StudySettings Settings => settings.Value;

    /// <summary>The units of the study.</summary>
    public IReadOnlyList<Unit> Graph => field ??= PipelineGraph.Create(Settings, Settings.Name is string study ? Path.Combine(ArtifactsFolder, study) : ArtifactsFolder);

    /// <summary>
    /// The stages that the targets of this build ask for: with what they depend on, or with <c>--exclusive</c> their own alone. The lock
    /// is of all stages.
    /// </summary>
    public IReadOnlyList<string> PlannedStages => StagesOf(TaskList.PlannedFor(CommandLine));

    /// <summary>The cache that machines share; null where none is set.</summary>
    /// <exception cref="UsageException">Its place is none.</exception>
    public CacheOptions? Cache
    {
        get
        {
            if (Settings.Cache.Location is not { } location || Settings.Cache.Mode == CacheMode.Off)
            {
                return null;
            }

            try
            {
                return CacheOptions.At(location).WithSecretsOf(System.Environment.GetEnvironmentVariable) with { Writes = Settings.Cache.Mode == CacheMode.ReadWrite };
            }
            catch (FormatException exception)
            {
                throw new UsageException($"Cache_Location: {exception.Message}");
            }
        }
    }

    /// <summary>Runs the study.</summary>
    public PipelineSession Pipeline => field ??= new PipelineSession(this);

    /// <summary>The lock of a study with a file of its own lies beside that; the default study's beside the historical table.</summary>
    public string LockPath => Settings.LockPath;

    /// <summary>What the build ends with where no task fails: 1 tells a script that runs differ, or that a store is damaged.</summary>
    public int ExitCode { get; set; }

    /// <summary>Lines that are told after Cake's summary: where results are, how many tests passed.</summary>
    public IList<string> ClosingLines { get; } = [];

    /// <summary>The stages of the tasks; those that the settings leave out have no units.</summary>
    public IReadOnlyList<string> StagesOf(IEnumerable<BuildTask> tasks)
    {
        BuildTask[] planned = [.. tasks];
        string[] stages = [.. planned.OfType<PipelineTask>().SelectMany(task => task.Stages)];
        return [.. Graph.Select(unit => unit.Id.Stage).Distinct().Where(stage => stages.Contains(stage) || planned.Any(task => task is LockTask))];
    }

    /// <summary>A path as the caller would write it.</summary>
    public string Relative(string path)
    {
        string relative = Path.GetRelativePath(callerFolder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
