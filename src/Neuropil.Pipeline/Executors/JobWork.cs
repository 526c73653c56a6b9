namespace Neuropil.Pipeline;

/// <summary>What a job does: its part of the orders, in a process of its own on a machine that sees the store.</summary>
public static class JobWork
{
    /// <summary>Runs the units of a part, one after another, and records them in the store that the orders lie in.</summary>
    /// <param name="graph">Every unit, as the build that wrote the orders has it.</param>
    /// <param name="ordersPath">The file of orders.</param>
    /// <param name="part">Which part of it, from 1.</param>
    /// <param name="options">How many threads, and what stops it.</param>
    /// <param name="listener">Hears what is done.</param>
    /// <returns>Whether every unit is recorded.</returns>
    /// <exception cref="IOException">The orders cannot be read here.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static bool Run(IReadOnlyList<Unit> graph, string ordersPath, int part, RunOptions options, IRunListener listener)
        => Run(graph, ordersPath, part, options, listener, ReachedCode.OfThisProgram, Disk.OfThisSystem);

    internal static bool Run(IReadOnlyList<Unit> graph, string ordersPath, int part, RunOptions options, IRunListener listener, IUnitCode code, IDisk disk)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(listener);
        JobFolder folder = JobFolder.OfOrders(ordersPath);
        JobOrder[] orders = [.. (folder.Orders() ?? throw new IOException(
            $"{ordersPath} cannot be read on {Environment.MachineName}. The store must lie on a file system that every machine of the cluster sees under the same path.")).Orders.Where(order => order.Part == part)];
        ArtifactStore store = new(folder.StoreFolder, disk) { ScratchFolder = folder.ScratchFolder(part) };
        try
        {
            JobPartWork work = new(store, code.Of(graph), options, new Telling(listener), folder.EventsPath(part));
            Dictionary<string, Unit> units = new UnitGraph(graph).Units.ToDictionary(unit => unit.Id.ToString(), StringComparer.Ordinal);
            bool isWhole = true;
            foreach (JobOrder order in orders)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                isWhole &= work.Do(order, units.GetValueOrDefault(order.Unit));
            }

            return isWhole;
        }
        finally
        {
            if (Directory.Exists(store.ScratchFolder))
            {
                disk.Delete(store.ScratchFolder);
            }
        }
    }
}
