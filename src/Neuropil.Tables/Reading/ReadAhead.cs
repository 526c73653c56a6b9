using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Neuropil.Tables;

/// <summary>Reads on a thread of its own, a few items ahead of whoever takes them: reading and computing go side by side, in the same order.</summary>
internal static class ReadAhead
{
    /// <summary>The items of a sequence, at most <paramref name="ahead"/> of them made before they are taken.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source, int ahead, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = new();
        using BlockingCollection<T> queue = new(ahead);
        ExceptionDispatchInfo? failure = null;
        Task producer = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    foreach (T item in source)
                    {
                        queue.Add(item, stop.Token);
                    }
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    // Nobody takes the rest.
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
                finally
                {
                    queue.CompleteAdding();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            foreach (T item in queue.GetConsumingEnumerable(cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return item;
            }
        }
        finally
        {
            stop.Cancel();
            producer.Wait(CancellationToken.None);
        }

        failure?.Throw();
    }
}
