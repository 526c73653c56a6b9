using System.Diagnostics;
using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>Recomputes everything in an empty store beside the real one and compares the results with a lock.</summary>
public sealed class Reproducer
{
    private readonly string artifactsFolder;
    private readonly IUnitCode code;
    private readonly string folder;

    /// <param name="artifactsFolder">Where the real store is; it is only read, to show what was expected.</param>
    public Reproducer(string artifactsFolder)
        : this(artifactsFolder, ReachedCode.OfThisProgram)
    {
    }

    internal Reproducer(string artifactsFolder, IUnitCode code)
    {
        this.artifactsFolder = artifactsFolder;
        this.code = code;
        folder = Path.Combine(Path.GetFullPath(artifactsFolder), "reproduce");
    }

    /// <summary>Recomputes and compares.</summary>
    /// <param name="graph">Every unit.</param>
    /// <param name="expected">What should come out.</param>
    /// <param name="options">How to run.</param>
    /// <param name="listener">Hears what is done.</param>
    public ReproductionReport Run(IReadOnlyList<Unit> graph, ArtifactLock expected, RunOptions options, IRunListener listener)
    {
        RemoveWhatWasLeft();
        string scratch = Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        try
        {
            // A lock may be of some stages, as that of an exported run is.
            HashSet<string> locked = [.. expected.Outputs.Select(output => output.Unit.Split('[')[0])];
            string[] stages = [.. graph.Where(unit => unit.OutputFiles.Any(output => output.Locked)).Select(unit => unit.Id.Stage).Distinct().Where(stage => locked.Count == 0 || locked.Contains(stage))];
            RunReport run = new PipelineRunner(scratch, code).Run(graph, stages, options with { Cache = null }, listener);
            IReadOnlyList<ArtifactDifference> differences = run.Succeeded
                ? Compare(expected, [.. ArtifactLock.Of(graph, run, scratch).Outputs.Where(output => locked.Count == 0 || locked.Contains(output.Unit.Split('[')[0]))], scratch)
                : [];
            return new ReproductionReport(run, expected.Outputs.Count, differences);
        }
        finally
        {
            if (Directory.Exists(scratch))
            {
                Directory.Delete(scratch, recursive: true);
            }
        }
    }

    /// <summary>Recomputes the stages in an empty store beside the real one, and compares what came out with what a shared cache says of the same keys.</summary>
    /// <param name="graph">Every unit.</param>
    /// <param name="stages">The stages that are wanted.</param>
    /// <param name="cache">Whose answers are put to the proof.</param>
    /// <param name="options">How to run.</param>
    /// <param name="listener">Hears what is done.</param>
    public CacheAudit Audit(IReadOnlyList<Unit> graph, IReadOnlyCollection<string> stages, CacheOptions cache, RunOptions options, IRunListener listener)
    {
        ArgumentNullException.ThrowIfNull(options);
        RemoveWhatWasLeft();
        string scratch = Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        try
        {
            PipelineRunner runner = new(scratch, code);
            RunReport run = runner.Run(graph, stages, options with { Cache = null }, listener);
            if (!run.Succeeded)
            {
                return new CacheAudit(run, 0, [], null);
            }

            Dictionary<UnitId, Unit> units = graph.ToDictionary(unit => unit.Id);
            using SharedCache shared = new(runner.Store, cache with { Writes = false, Patience = TimeSpan.FromMinutes(1) }, options.Cancellation);
            DifferenceFinder finder = new(new CellHashes());
            List<ArtifactDifference> differences = [];
            int found = 0;
            foreach (UnitResult result in run.Units)
            {
                if (shared.Look(units[result.Id], result.Key!) is not { } claimed)
                {
                    continue;
                }

                found++;
                foreach (UnitOutput output in units[result.Id].OutputFiles.Where(output => output.Locked && claimed.Outputs[output.Name] != result.Outputs[output.Name]))
                {
                    string hash = claimed.Outputs[output.Name];
                    string? theirs = shared.Bring(hash) ? runner.Store.ObjectPath(hash) : null;
                    differences.Add(new(result.Id.ToString(), output.PublishedPath, finder.Between(output.PublishedPath, theirs, runner.Store.ObjectPath(result.Outputs[output.Name]))));
                }
            }

            return new CacheAudit(run, found, differences, shared.Told);
        }
        finally
        {
            if (Directory.Exists(scratch))
            {
                Directory.Delete(scratch, recursive: true);
            }
        }
    }

    private List<ArtifactDifference> Compare(ArtifactLock expected, IReadOnlyList<LockedOutput> actual, string scratch)
    {
        ArtifactStore store = new PipelineRunner(artifactsFolder, code).Store;
        DifferenceFinder finder = new(expected.Cells);
        Dictionary<(string, string), LockedOutput> wanted = expected.Outputs.ToDictionary(output => (output.Unit, output.Output));
        List<ArtifactDifference> differences = [];
        foreach (LockedOutput output in actual)
        {
            if (!wanted.Remove((output.Unit, output.Output), out LockedOutput? want))
            {
                differences.Add(new(output.Unit, output.Path, "is not in the lock"));
            }
            else if (want.Hash != output.Hash)
            {
                string? expectedPath = store.Holds(want.Hash) ? store.ObjectPath(want.Hash) : null;
                differences.Add(new(output.Unit, output.Path, finder.InWords(want.Path, Path.Combine(scratch, output.Path), expectedPath)));
            }
        }

        differences.AddRange(wanted.Values.Select(output => new ArtifactDifference(output.Unit, output.Path, "is in the lock but was not made")));
        return differences;
    }

    // A recomputation that was killed leaves its folder, named by its process.
    private void RemoveWhatWasLeft()
    {
        foreach (string left in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            if (!IsAlive(Path.GetFileName(left)))
            {
                Directory.Delete(left, recursive: true);
            }
        }
    }

    private static bool IsAlive(string process)
    {
        try
        {
            using Process alive = Process.GetProcessById(int.Parse(process, CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
