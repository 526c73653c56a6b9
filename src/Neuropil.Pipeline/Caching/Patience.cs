using System.Diagnostics;

namespace Neuropil.Pipeline;

/// <summary>
/// What a run may lose to a shared cache, all answers together. Waiting that came to nothing is taken off it; time that a found result
/// spared is added. When it is used up, or the cache does not serve, the cache is left alone for the rest of the run: whoever still
/// waits stops waiting.
/// </summary>
internal sealed class Patience : IDisposable
{
    /// <summary>What comes slower than this many bytes a second does not come.</summary>
    private const double LeastRate = 256 * 1024;
    private static readonly TimeSpan MostSpared = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource off = new();
    private readonly Lock gate = new();
    private readonly TimeSpan most;
    private TimeSpan left;

    public Patience(TimeSpan most)
    {
        this.most = most;
        left = most;
    }

    public bool IsOver => off.IsCancellationRequested;

    /// <summary>Ends all waiting, now and later.</summary>
    public void End() => off.Cancel();

    /// <summary>Takes what was waited for nothing off.</summary>
    /// <returns>Whether that used it up.</returns>
    public bool Spend(TimeSpan waited) => Gain(TimeSpan.Zero, waited);

    /// <summary>Counts a result that was found: what it spared against what it was waited for.</summary>
    /// <returns>Whether that used it up.</returns>
    public bool Gain(TimeSpan spared, TimeSpan waited)
    {
        lock (gate)
        {
            left = TimeSpan.FromTicks(Math.Min((left + spared - waited).Ticks, (most + MostSpared).Ticks));
            bool isUsedUp = left <= TimeSpan.Zero && !IsOver;
            if (isUsedUp)
            {
                End();
            }

            return isUsedUp;
        }
    }

    /// <summary>Waits for an answer, as long as patience lasts; every byte that comes, told by its count, gives it a little more time.</summary>
    /// <exception cref="CacheException">No answer came in time, or the cache is left alone.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public T Wait<T>(Func<Action<int>, CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(off.Token, cancellation);
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan first;
        lock (gate)
        {
            first = left < most ? left : most;
        }

        long bytes = 0;
        waiting.CancelAfter(first > TimeSpan.Zero ? first : TimeSpan.Zero);
        try
        {
            return ask(Came, waiting.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (waiting.IsCancellationRequested && exception is OperationCanceledException or CacheException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new CacheException($"no answer within {watch.Elapsed.TotalSeconds:0.0} s", inner: exception);
        }

        void Came(int count)
        {
            bytes += count;
            TimeSpan more = first + TimeSpan.FromSeconds(bytes / LeastRate) - watch.Elapsed;
            waiting.CancelAfter(more > TimeSpan.Zero ? more : TimeSpan.Zero);
        }
    }

    public void Dispose() => off.Dispose();
}
