using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>
/// Brings the outputs of a graph of units up to date, recomputing only what changed: a scheduler (when a unit's turn comes), a
/// rebuilder (whether it has to run) and a store (where results are kept); then shows the results of the whole run at once.
/// </summary>
/// <remarks>Mokhov, Mitchell and Peyton Jones 2018, "Build systems à la carte": topological order, constructive traces.</remarks>
public sealed class PipelineRunner
{
    // Each time round a damaged content is made again; more than a few at once means that the disk itself is failing.
    private const int MostRounds = 5;
    private readonly IUnitCode code;

    /// <summary>A runner over a folder.</summary>
    /// <param name="artifactsFolder">Where the store and the newest results live; made where it is missing.</param>
    public PipelineRunner(string artifactsFolder)
        : this(artifactsFolder, ReachedCode.OfThisProgram)
    {
    }

    internal PipelineRunner(string artifactsFolder, IUnitCode code, IDisk? disk = null)
    {
        this.code = code;
        ArtifactsFolder = Path.GetFullPath(artifactsFolder);
        Store = new ArtifactStore(StoreFolder(ArtifactsFolder), disk ?? Disk.OfThisSystem);
    }

    /// <summary>Where the store and the newest results live.</summary>
    public string ArtifactsFolder { get; }

    internal ArtifactStore Store { get; }

    /// <summary>Runs the units of the named stages and all that they depend on. A unit that fails takes its dependants with it; the others end.</summary>
    /// <param name="graph">Every unit.</param>
    /// <param name="stages">The stages that are wanted.</param>
    /// <param name="options">How to run.</param>
    /// <param name="listener">Hears what is done.</param>
    /// <exception cref="ArgumentException">The graph does not hold together, or a stage is not in it.</exception>
    /// <exception cref="IOException">The folder cannot be locked.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped. What had been finished is kept.</exception>
    public RunReport Run(IReadOnlyList<Unit> graph, IReadOnlyCollection<string> stages, RunOptions options, IRunListener listener)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(listener);
        UnitGraph units = new(graph);
        IReadOnlyList<Unit> needed = units.NeededFor(stages);
        string folder = PublishFolder(units, options);
        Publisher publisher = new(folder, Store);
        Store.Stats.IsParanoid = options.Paranoid;
        IReadOnlyDictionary<UnitId, IReadOnlyList<CodePart>> reached = code.Of(graph);
        Telling telling = new(listener);
        if (options.Explain)
        {
            PipelineRun explaining = new(Store, reached, stages, options, telling, executor: null, cache: null);
            return new RunReport(Scheduler.Run(needed, 1, explaining.Explain), new Publication(PublicationStatus.Left, folder, publisher.Current is not null));
        }

        using BuildLock taken = BuildLock.Take(Store.Folder, Store.Files, Store.Damaged, listener.Waiting, options.Cancellation);
        publisher.Recover();
        Store.ClearScratch();
        using SharedCache? cache = options.Cache is { } shared ? new SharedCache(Store, shared, options.Cancellation) : null;
        using IExecutor executor = options.Jobs is { } jobs ? new JobExecutor(Store, jobs, telling, options.Cancellation) : new InThisProcess(Store, options);
        PipelineRun run = new(Store, reached, stages, options, telling, executor, cache);
        RunReport report = Rounds(units, needed, run, executor.SideBySide, publisher, folder, options);
        cache?.Finish();
        Store.Files.FlushFolders();
        Store.SaveNotes();
        options.Cancellation.ThrowIfCancellationRequested();
        return report with { Repairs = Store.Damaged.Told, CacheTold = cache?.Told };
    }

    /// <summary>How the results of the named stages stand, and of all that they depend on. Nothing is run and nothing is written.</summary>
    /// <param name="graph">Every unit.</param>
    /// <param name="stages">The stages that are asked about.</param>
    /// <param name="options">How a run would be.</param>
    /// <param name="listener">Hears of each unit.</param>
    public StatusReport Status(IReadOnlyList<Unit> graph, IReadOnlyCollection<string> stages, RunOptions options, IRunListener listener)
    {
        ArgumentNullException.ThrowIfNull(options);
        RunReport explained = Run(graph, stages, options with { Explain = true }, listener);
        return StatusReport.Of(new UnitGraph(graph).NeededFor(stages), explained.Units, Store, options.ThreadCount);
    }

    /// <summary>Cancels the jobs that work for this store, and no others; tells their numbers.</summary>
    /// <param name="scheduler">The scheduler that has them.</param>
    /// <exception cref="JobRefusedException">The scheduler does not answer.</exception>
    public IReadOnlyList<string> CancelJobs(IJobScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        string[] ids = [.. scheduler.Query(JobNames.PrefixOf(Store), new Dictionary<string, string>()).Where(part => part.IsLive).Select(part => part.Id).Distinct(StringComparer.Ordinal)];
        if (ids.Length > 0)
        {
            scheduler.Cancel(ids);
        }

        return ids;
    }

    internal static string StoreFolder(string artifactsFolder) => Path.Combine(Path.GetFullPath(artifactsFolder), "store");

    // A content that turns out to be damaged counts as missing in the next round.
    private RunReport Rounds(UnitGraph units, IReadOnlyList<Unit> needed, PipelineRun run, int sideBySide, Publisher publisher, string folder, RunOptions options)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int round = 1; ; round++)
        {
            IReadOnlyList<UnitResult> results = Scheduler.Run(needed, sideBySide, run.Bring);
            bool isDamaged = results.Any(result => result.Error is DamagedObjectException);
            if (isDamaged && round < MostRounds && !options.Cancellation.IsCancellationRequested)
            {
                continue;
            }

            Publication publication = results.All(result => result.Status is UnitStatus.Ran or UnitStatus.Reused)
                ? Publish(units, results, run, publisher, folder, options, watch)
                : new Publication(PublicationStatus.Left, folder, publisher.Current is not null);
            if (publication.Error is DamagedObjectException && round < MostRounds)
            {
                continue;
            }

            return new RunReport(results, publication);
        }
    }

    private Publication Publish(
        UnitGraph units, IReadOnlyList<UnitResult> results, PipelineRun run, Publisher publisher, string folder, RunOptions options, Stopwatch watch)
    {
        PublishedRun? current = publisher.Current;
        try
        {
            PublishedRun now = PublishedNow(units, results, run, current, options);
            if (publisher.Shows(now, current))
            {
                Store.History.Touch(now, watch.Elapsed);
                return new Publication(PublicationStatus.Unchanged, folder, HasResults: true);
            }

            publisher.Show(now, current, watch.Elapsed);
            Store.History.Add(now, watch.Elapsed);
            return new Publication(PublicationStatus.Published, folder, HasResults: true);
        }
        catch (DamagedObjectException exception)
        {
            return new Publication(PublicationStatus.Left, folder, publisher.Current is not null, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Publication(PublicationStatus.Left, folder, publisher.Current is not null, StorageError.Of(exception, folder));
        }
    }

    // This run's results, and of the units that were not asked for those that were shown and still hold.
    private PublishedRun PublishedNow(UnitGraph units, IReadOnlyList<UnitResult> results, PipelineRun run, PublishedRun? current, RunOptions options)
    {
        Dictionary<UnitId, UnitResult> holding = results.ToDictionary(result => result.Id);
        foreach (Unit unit in units.Units.Where(unit => !holding.ContainsKey(unit.Id) && current?.Study == options.Study && current?.Units.ContainsKey(unit.Id.ToString()) == true))
        {
            if (run.Holding(unit, holding) is { } result)
            {
                holding.Add(unit.Id, result);
            }
        }

        Unit[] shown = [.. units.Units.Where(unit => holding.ContainsKey(unit.Id))];
        SortedDictionary<string, string> tables = new(StringComparer.Ordinal);
        foreach (string path in shown.SelectMany(unit => unit.FileInputs).Select(input => input.File.Path))
        {
            if (Store.Stats.HashOf(Path.GetFullPath(path)) is { } hash)
            {
                tables[Path.GetRelativePath(Path.GetDirectoryName(ArtifactsFolder)!, Path.GetFullPath(path)).Replace('\\', '/')] = hash;
            }
        }

        return new PublishedRun(options.Study, tables, shown.ToDictionary(unit => unit.Id.ToString(), unit => PublishedOf(unit, holding[unit.Id])));
    }

    // An output without content is none: what a skipped group does not have.
    private static PublishedUnit PublishedOf(Unit unit, UnitResult result) => new(
        result.Key!.Hash,
        (long)result.RecordedDuration.TotalMilliseconds,
        () => new PublishedOrigin(
            new JsonObject(unit.Options.Select(option => KeyValuePair.Create(option.Name, JsonNode.Parse(option.Value)))),
            TextsOf(result.Key, KeyFieldKind.Input),
            TextsOf(result.Key, KeyFieldKind.Code)),
        unit.OutputFiles.Where(output => result.Outputs[output.Name] != ContentHash.OfNothing).ToDictionary(output => output.PublishedPath, output => result.Outputs[output.Name]));

    private static Dictionary<string, string> TextsOf(UnitKey key, KeyFieldKind kind)
        => key.Fields.Where(field => field.Kind == kind).ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private string PublishFolder(UnitGraph units, RunOptions options)
    {
        if (options.Study is null)
        {
            return ArtifactsFolder;
        }

        return UnitGraph.CanHoldStudy(options.Study) && units.Units.SelectMany(unit => unit.OutputFiles).All(output => output.PublishedPath.Split('/')[0] != options.Study)
            ? Path.Combine(ArtifactsFolder, options.Study)
            : throw new ArgumentException($"A study cannot be named '{options.Study}': its results would lie among others of that name. Expected letters, digits, hyphens and underscores, and no name of a stage.");
    }
}
