using System.Globalization;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// What earlier runs tell of a unit's time and memory: its own last run, else the most that a unit of its stage took. It decides what
/// is asked for and how units are bundled, never a result.
/// </summary>
internal sealed class JobHistory
{
    private readonly ArtifactStore store;
    private readonly string memoryPath;
    private readonly Dictionary<string, TimeSpan> times;
    private readonly SortedDictionary<string, int> megabytes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> stageTimes;
    private bool isChanged;

    public JobHistory(ArtifactStore store)
    {
        this.store = store;
        memoryPath = Path.Combine(store.JobsFolder, "memory");
        times = store.Durations.ToDictionary(entry => entry.Unit, entry => entry.Duration, StringComparer.Ordinal);
        stageTimes = times.GroupBy(entry => StageOf(entry.Key)).ToDictionary(stage => stage.Key, stage => stage.Max(entry => entry.Value), StringComparer.Ordinal);
        foreach (string line in (SealedText.Read(memoryPath) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split('\t');
            megabytes[fields[0]] = int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>How long a unit took; null where nothing tells.</summary>
    public TimeSpan? TimeOf(UnitId unit)
        => times.TryGetValue(unit.ToString(), out TimeSpan own) || stageTimes.TryGetValue(unit.Stage, out own) ? own : null;

    /// <summary>The memory it took, in MB; null where nothing tells.</summary>
    public int? MegabytesOf(UnitId unit)
    {
        if (megabytes.TryGetValue(unit.ToString(), out int own))
        {
            return own;
        }

        int[] others = [.. megabytes.Where(entry => StageOf(entry.Key) == unit.Stage).Select(entry => entry.Value)];
        return others.Length > 0 ? others.Max() : null;
    }

    public void Took(UnitId unit, TimeSpan time, int peak)
    {
        times[unit.ToString()] = time;
        stageTimes[unit.Stage] = stageTimes.TryGetValue(unit.Stage, out TimeSpan most) && most > time ? most : time;
        if (peak > 0)
        {
            megabytes[unit.ToString()] = peak;
            isChanged = true;
        }
    }

    /// <summary>Saves what only spares work.</summary>
    public void Save()
    {
        if (!isChanged)
        {
            return;
        }

        StringBuilder text = new();
        foreach ((string unit, int peak) in megabytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{unit}\t{peak}\n");
        }

        try
        {
            store.Files.WriteSealed(memoryPath, text.ToString(), store.ScratchFolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run asks for the usual.
        }
    }

    private static string StageOf(string unit) => unit.Split('[')[0];
}
