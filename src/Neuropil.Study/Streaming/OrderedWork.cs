using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>Works on items side by side and takes the results in the items' order. No more items are held than threads work, and two.</summary>
internal static class OrderedWork
{
    /// <param name="items">The items, read as they are wanted.</param>
    /// <param name="work">Called from any thread.</param>
    /// <param name="take">Called with each result, in order, from the caller's thread.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static void Run<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, Action<TResult> take, Execution execution)
    {
        using SemaphoreSlim places = new(execution.ThreadCount);
        Queue<Task<TResult>> running = new();
        try
        {
            foreach (TItem item in items)
            {
                while (running.Count > execution.ThreadCount)
                {
                    take(running.Dequeue().GetAwaiter().GetResult());
                }

                places.Wait(execution.Cancellation);
                running.Enqueue(Task.Run(() =>
                {
                    try
                    {
                        return work(item);
                    }
                    finally
                    {
                        places.Release();
                    }
                }));
            }

            while (running.TryDequeue(out Task<TResult>? next))
            {
                take(next.GetAwaiter().GetResult());
                execution.Cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // What was begun ends before anything it works with is closed; its failure, if any, comes second to the one under way.
            while (running.TryDequeue(out Task<TResult>? next))
            {
                ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
                _ = next.Exception;
            }
        }
    }
}
