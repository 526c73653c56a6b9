using System.Globalization;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>What became of a stage, in a line: <c>cluster: pv ran, 4 reused, in 0.2 s; MinSamples 7 → 6</c>.</summary>
internal static class StageLine
{
    private const int MostReasons = 2;

    /// <param name="stage">The stage.</param>
    /// <param name="units">All its units, done with.</param>
    /// <returns>The line; null where nothing was done: all was reused, or its turn never came.</returns>
    public static string? Of(string stage, IReadOnlyList<UnitResult> units)
    {
        UnitResult[] ran = [.. units.Where(unit => unit.Status == UnitStatus.Ran)];
        UnitResult[] failed = [.. units.Where(unit => unit.Status == UnitStatus.Failed)];
        if (ran.Length + failed.Length == 0)
        {
            return null;
        }

        int reused = units.Count(unit => unit.Status == UnitStatus.Reused);
        string[] parts =
        [
            .. ran.Length > 0 ? [$"{Names(ran, units.Count)}ran"] : Array.Empty<string>(),
            .. reused > 0 ? [$"{reused} reused"] : Array.Empty<string>(),
            .. failed.Length > 0 ? [$"{Names(failed, units.Count)}failed"] : Array.Empty<string>(),
        ];
        string time = string.Create(CultureInfo.InvariantCulture, $"in {ran.Sum(unit => unit.Duration.TotalSeconds):0.0} s");
        return $"{stage}: {string.Join(", ", ran.Length > 0 ? [.. parts, time] : parts)}{Why(ran)}";
    }

    private static string Names(UnitResult[] some, int all) => some.Length == all
        ? all == 1 ? "" : $"{all} "
        : $"{string.Join(", ", some.Select(unit => unit.Id.Group ?? unit.Id.Stage))} ";

    private static string Why(UnitResult[] ran)
    {
        string[] reasons = [.. ran.SelectMany(unit => unit.Reasons).Distinct(StringComparer.Ordinal)];
        string more = reasons.Length > MostReasons ? $"; {reasons.Length - MostReasons} reasons more" : "";
        return reasons.Length == 0 ? "" : $"; {string.Join("; ", reasons.Take(MostReasons))}{more}";
    }
}
