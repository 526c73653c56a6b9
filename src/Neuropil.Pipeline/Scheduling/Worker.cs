using System.Diagnostics;

namespace Neuropil.Pipeline;

/// <summary>
/// Runs a unit: in a scratch folder of its own, then, if its inputs stayed what they were and its outputs are all there, takes the
/// outputs into the store and records them. Whatever happens before the record is written has not happened.
/// </summary>
internal sealed class Worker(ArtifactStore store, StatCache files, RunOptions options)
{
    private static int counter;

    public UnitRecord Run(Unit unit, UnitKey key, UnitInputs inputs, IProgress<(string Step, double Fraction)> progress)
    {
        string scratch = Path.Combine(store.ScratchFolder, $"{unit.Id.Stage}-{unit.Id.Group}-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}");
        Directory.CreateDirectory(scratch);
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            UnitWork work = new(unit, inputs, scratch, progress, options.ThreadCount, options.Cancellation);
            unit.Run(work);
            RequireUnchanged(unit, inputs);
            Dictionary<string, string> outputs = TakeOutputs(work);
            UnitRecord record = new(key, outputs, [.. work.Messages(), .. Differences(key, outputs)], watch.Elapsed);
            store.Record(unit.Id, record);
            return record;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private void RequireUnchanged(Unit unit, UnitInputs inputs)
    {
        IReadOnlyList<string> changed = inputs.ChangedSince(files);
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

    // The key promises the same outputs. Where an earlier record of the same key says otherwise, the unit depends on chance.
    private IEnumerable<UnitMessage> Differences(UnitKey key, Dictionary<string, string> outputs)
    {
        IReadOnlyDictionary<string, string> earlier = store.Find(key)?.Outputs ?? outputs;
        return outputs
            .Where(output => earlier.GetValueOrDefault(output.Key) != output.Value)
            .Select(output => new UnitMessage(
                MessageKind.Warning,
                $"{output.Key} came out different from an earlier run on the same inputs: the computation is not reproducible."));
    }
}
