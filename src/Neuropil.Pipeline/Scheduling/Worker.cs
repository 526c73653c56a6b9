using System.Diagnostics;

namespace Neuropil.Pipeline;

/// <summary>
/// Runs a unit: in a scratch folder of its own, then, if its inputs stayed what they were and its outputs are all there, takes the
/// outputs into the store and records them. Whatever happens before the record is written has not happened.
/// </summary>
internal sealed class Worker(ArtifactStore store, RunOptions options)
{
    private static int counter;

    public UnitRecord Run(Unit unit, UnitKey key, UnitInputs inputs, IProgress<(string Step, double Fraction)> progress)
    {
        string scratch = Path.Combine(store.ScratchFolder, $"{unit.Id.Stage}-{unit.Id.Group}-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}");
        store.Files.CreateFolder(store.ScratchFolder);
        store.Files.Disk.CreateFolder(scratch);
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            UnitWork work = new(unit, inputs, store.Files.Disk, scratch, progress, options.ThreadCount, options.Cancellation);
            RunOnSoundInputs(unit, inputs, work);
            RequireUnchanged(unit, inputs);
            Dictionary<string, string> outputs = TakeOutputs(work);
            UnitRecord record = new(key.Hash, outputs, [.. work.Messages(), .. Differences(unit, key, outputs)], watch.Elapsed);
            store.Record(key, record);
            return record;
        }
        finally
        {
            DeleteQuietly(scratch);
        }
    }

    // A unit that fails on a damaged input has not failed: the input is made again, then the unit's turn comes again.
    private void RunOnSoundInputs(Unit unit, UnitInputs inputs, UnitWork work)
    {
        try
        {
            unit.Run(work);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            RequireSound(inputs, exception);
            throw;
        }

        RequireSound(inputs, null);
    }

    private void RequireSound(UnitInputs inputs, Exception? failure)
    {
        string[] damaged = [.. inputs.DamagedObjects()];
        if (damaged.Length > 0)
        {
            throw new DamagedObjectException(string.Join(" and ", damaged), failure);
        }
    }

    private void RequireUnchanged(Unit unit, UnitInputs inputs)
    {
        IReadOnlyList<string> changed = inputs.ChangedFiles();
        if (changed.Count > 0)
        {
            throw new IOException($"{string.Join(" and ", changed)} changed while {unit.Id} was reading it; nothing was recorded. Run again.");
        }
    }

    private Dictionary<string, string> TakeOutputs(UnitWork work)
    {
        string[] missing = [.. work.Unit.OutputFiles.Where(output => !File.Exists(work.ScratchPathOf(output))).Select(output => output.Name)];
        return missing.Length == 0
            ? work.Unit.OutputFiles.ToDictionary(output => output.Name, output => store.Take(work.ScratchPathOf(output)))
            : throw new InvalidOperationException($"{work.Unit.Id} ended without writing {string.Join(", ", missing)}.");
    }

    // The key promises the same outputs. Where an earlier record of the same key says otherwise, the unit depends on chance. Pictures
    // are not held to it.
    private IEnumerable<UnitMessage> Differences(Unit unit, UnitKey key, Dictionary<string, string> outputs)
    {
        IReadOnlyDictionary<string, string> earlier = store.Find(unit.Id, key.Hash)?.Outputs ?? outputs;
        return unit.OutputFiles
            .Where(output => output.Locked && earlier.GetValueOrDefault(output.Name) != outputs[output.Name])
            .Select(output => new UnitMessage(
                MessageKind.Warning,
                $"{output.Name} came out different from an earlier run on the same inputs: the computation is not reproducible."));
    }

    private void DeleteQuietly(string scratch)
    {
        try
        {
            store.Files.Disk.Delete(scratch);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run clears the scratch folder.
        }
    }
}
