using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>How the results of a study stand, unit by unit, and what a run would do.</summary>
/// <param name="Units">Every unit that was asked about and those it depends on, in the order of the graph.</param>
/// <param name="Estimate">About how long a run would take at most, from how long units worked before; null where no time of the kind is known.</param>
/// <param name="UnknownCount">How many units would run that no time is known of.</param>
public sealed record StatusReport(IReadOnlyList<UnitState> Units, TimeSpan? Estimate, int UnknownCount)
{
    private const string Format = "neuropil-status";
    private const int Version = 1;

    /// <summary>How many units a run would work on, at most.</summary>
    public int ToRun => Units.Count(unit => unit.State != Freshness.Fresh);

    /// <summary>The report for programs.</summary>
    public JsonObject ToJson() => new()
    {
        ["format"] = Format,
        ["version"] = Version,
        ["units"] = new JsonArray([.. Units.Select(unit => new JsonObject
        {
            ["unit"] = unit.Unit.ToString(),
            ["state"] = unit.State.ToString().ToLowerInvariant(),
            ["reasons"] = new JsonArray([.. unit.Reasons.Select(reason => JsonValue.Create(reason))]),
            ["lastSeconds"] = unit.Took?.TotalSeconds,
        })]),
        ["unitsToRun"] = ToRun,
        ["estimatedSeconds"] = Estimate?.TotalSeconds,
        ["unitsWithoutHistory"] = UnknownCount,
    };

    internal static StatusReport Of(IReadOnlyList<Unit> units, IReadOnlyList<UnitResult> explained, ArtifactStore store, int threads)
    {
        UnitState[] states = [.. units.Zip(explained, (unit, result) => StateOf(unit, result, store))];
        Dictionary<string, TimeSpan> byStage = states
            .Where(state => state.Took is not null)
            .GroupBy(state => state.Unit.Stage)
            .ToDictionary(stage => stage.Key, stage => TimeSpan.FromTicks((long)stage.Average(state => state.Took!.Value.Ticks)));
        TimeSpan?[] times = [.. states.Select(state => state.State == Freshness.Fresh ? TimeSpan.Zero : state.Took ?? (byStage.TryGetValue(state.Unit.Stage, out TimeSpan mean) ? mean : null))];
        int unknown = times.Count(time => time is null);
        bool isKnown = unknown == 0 || times.Any(time => time > TimeSpan.Zero);
        return new StatusReport(states, isKnown ? Makespan(units, [.. times.Select(time => time ?? TimeSpan.Zero)], threads) : null, unknown);
    }

    private static UnitState StateOf(Unit unit, UnitResult result, ArtifactStore store)
    {
        UnitRecord? last = store.LastOf(unit.Id);
        string? failure = result.Key is { } key ? store.Failures.Of(unit.Id, key) : null;
        (Freshness State, IReadOnlyList<string> Reasons) stands = result switch
        {
            { Status: UnitStatus.Reused } => (Freshness.Fresh, []),
            { Status: UnitStatus.Failed } => (Freshness.Failed, [result.Error!.Message]),
            { Status: UnitStatus.WouldRun } when failure is not null => (Freshness.Failed, [failure]),
            _ when last is null => (Freshness.Missing, result.Reasons),
            { Status: UnitStatus.WouldRun } when last.KeyHash == result.Key?.Hash => (Freshness.Missing, result.Reasons),
            _ => (Freshness.Stale, result.Reasons),
        };
        return new UnitState(unit.Id, stands.State, stands.Reasons, last?.Duration);
    }

    // Units in order, each as soon as what it depends on is done and a thread is free.
    private static TimeSpan Makespan(IReadOnlyList<Unit> units, IReadOnlyList<TimeSpan> times, int threads)
    {
        Dictionary<UnitId, TimeSpan> ends = [];
        PriorityQueue<int, TimeSpan> free = new(Enumerable.Range(0, threads).Select(thread => (thread, TimeSpan.Zero)));
        foreach ((Unit unit, TimeSpan time) in units.Zip(times))
        {
            TimeSpan ready = unit.Dependencies.Select(dependency => ends.GetValueOrDefault(dependency)).DefaultIfEmpty().Max();
            if (time == TimeSpan.Zero)
            {
                ends[unit.Id] = ready;
                continue;
            }

            free.TryDequeue(out int thread, out TimeSpan idle);
            ends[unit.Id] = (idle > ready ? idle : ready) + time;
            free.Enqueue(thread, ends[unit.Id]);
        }

        return ends.Values.DefaultIfEmpty().Max();
    }
}
