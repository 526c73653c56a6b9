namespace Neuropil.Pipeline;

/// <summary>When units run: each as soon as all that it depends on are done, several side by side.</summary>
internal static class Scheduler
{
    /// <summary>Brings every unit to its end.</summary>
    /// <param name="units">Each after those it depends on.</param>
    /// <param name="sideBySide">How many may work at once.</param>
    /// <param name="bring">Brings one unit to its end, given the results of those it depends on. It does not throw.</param>
    /// <returns>The results, in the order of the units.</returns>
    public static IReadOnlyList<UnitResult> Run(
        IReadOnlyList<Unit> units,
        int sideBySide,
        Func<Unit, IReadOnlyDictionary<UnitId, UnitResult>, Task<UnitResult>> bring)
    {
        using SemaphoreSlim places = new(sideBySide);
        Dictionary<UnitId, Task<UnitResult>> tasks = [];
        foreach (Unit unit in units)
        {
            Task<UnitResult>[] dependencies = [.. unit.Dependencies.Select(id => tasks[id])];
            tasks[unit.Id] = BringWhenReady(unit, dependencies);
        }

        return Task.WhenAll(units.Select(unit => tasks[unit.Id])).GetAwaiter().GetResult();

        async Task<UnitResult> BringWhenReady(Unit unit, Task<UnitResult>[] dependencies)
        {
            UnitResult[] results = await Task.WhenAll(dependencies).ConfigureAwait(false);
            await places.WaitAsync().ConfigureAwait(false);
            try
            {
                return await Task.Run(() => bring(unit, results.ToDictionary(result => result.Id))).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }
    }
}
