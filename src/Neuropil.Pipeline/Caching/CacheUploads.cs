using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// Puts results into a shared cache beside the run: the contents first, then what refers to them. Which results are there already is
/// noted in the store (<c>shared</c>), so that nothing is asked twice, and what could not be put is put by a later run.
/// </summary>
internal sealed class CacheUploads : IDisposable
{
    private const string Header = "neuropil-shared 1";
    private const double LeastRate = 1024 * 1024;
    private readonly ArtifactStore store;
    private readonly ICacheServer server;
    private readonly CacheOptions options;
    private readonly Action<CacheException> tell;
    private readonly BlockingCollection<(UnitKey Key, UnitRecord Record, bool IsWrong)> waiting = [];
    private readonly ConcurrentDictionary<string, bool> known = new();
    private readonly CancellationTokenSource stop;
    private readonly Task work;
    private long bytesWaiting;
    private bool isChanged;

    public CacheUploads(ArtifactStore store, ICacheServer server, CacheOptions options, CancellationToken cancellation, Action<CacheException> tell)
    {
        this.store = store;
        this.server = server;
        this.options = options;
        this.tell = tell;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        string[] lines = (SealedText.Read(KnownPath) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 1 && lines[0] == Header && lines[1] == options.ToString() && !store.Stats.IsParanoid)
        {
            foreach (string key in lines.Skip(2))
            {
                known[key] = true;
            }
        }

        work = Task.Factory.StartNew(UploadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private string KnownPath => Path.Combine(store.Folder, "shared");

    /// <summary>Notes that the cache has the result of a key.</summary>
    public void Know(string keyHash) => isChanged |= known.TryAdd(keyHash, true);

    public void Add(UnitKey key, UnitRecord record, bool isWrong)
    {
        if (!stop.IsCancellationRequested && (isWrong || !known.ContainsKey(key.Hash)))
        {
            Interlocked.Add(ref bytesWaiting, record.Outputs.Values.Sum(SizeOf));
            waiting.Add((key, record, isWrong));
        }
    }

    /// <summary>Waits for the rest: as long as the patience of the run, and a second for each megabyte.</summary>
    public void Finish()
    {
        waiting.CompleteAdding();
        TimeSpan most = options.Patience + TimeSpan.FromSeconds(Interlocked.Read(ref bytesWaiting) / LeastRate);
        if (!work.Wait(most))
        {
            tell(new CacheException("it takes what is put into it too slowly; a later run puts the rest"));
            stop.Cancel();
            work.Wait(options.Patience);
        }

        if (isChanged)
        {
            store.Files.WriteSealed(KnownPath, $"{Header}\n{options}\n{string.Concat(known.Keys.Order(StringComparer.Ordinal).Select(key => key + "\n"))}", store.ScratchFolder);
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        waiting.CompleteAdding();
        if (work.Wait(options.Patience))
        {
            waiting.Dispose();
            stop.Dispose();
        }
    }

    private void UploadAll()
    {
        foreach ((UnitKey key, UnitRecord record, bool isWrong) in waiting.GetConsumingEnumerable())
        {
            if (stop.IsCancellationRequested)
            {
                continue;
            }

            try
            {
                Upload(key, record, isWrong).GetAwaiter().GetResult();
                Know(key.Hash);
            }
            catch (CacheException exception)
            {
                tell(exception);
                stop.Cancel();
            }
            catch (OperationCanceledException)
            {
                stop.Cancel();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Our own disk refused to be read: a later run puts it.
            }

            Interlocked.Add(ref bytesWaiting, -record.Outputs.Values.Sum(SizeOf));
        }
    }

    private async Task Upload(UnitKey key, UnitRecord record, bool isWrong)
    {
        if (!isWrong && await Within(token => server.Has($"ac/{key.Hash}", token)).ConfigureAwait(false))
        {
            return;
        }

        byte[] json = Encoding.UTF8.GetBytes(record.ToJson(key));
        ActionFile own = new(SharedCache.RecordName, ContentHash.OfBytes(json), json.Length, json);
        ActionFile[] outputs = [.. record.Outputs.Select(output => new ActionFile(output.Key, output.Value, SizeOf(output.Value)))];
        foreach (ActionFile output in outputs.DistinctBy(output => output.Hash))
        {
            string path = store.ObjectPath(output.Hash);
            if (isWrong || !await Within(token => server.Has($"cas/{output.Hash}", token)).ConfigureAwait(false))
            {
                RequireSound(path, output.Hash);
                await Put($"cas/{output.Hash}", () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), output.Size).ConfigureAwait(false);
            }
        }

        await Put($"cas/{own.Hash}", () => new MemoryStream(json), json.Length).ConfigureAwait(false);
        byte[] result = ActionResult.Encode([.. outputs.OrderBy(output => output.Path, StringComparer.Ordinal), own]);
        await Put($"ac/{key.Hash}", () => new MemoryStream(result), result.Length).ConfigureAwait(false);
    }

    private Task Put(string path, Func<Stream> content, long size) => Within(
        async token =>
        {
            await server.Write(path, content, token).ConfigureAwait(false);
            return true;
        },
        TimeSpan.FromSeconds(size / LeastRate));

    private async Task<T> Within<T>(Func<CancellationToken, Task<T>> ask, TimeSpan more = default)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        Stopwatch watch = Stopwatch.StartNew();
        timed.CancelAfter(options.Patience + more);
        try
        {
            return await ask(timed.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested && timed.IsCancellationRequested && exception is OperationCanceledException or CacheException)
        {
            throw new CacheException($"no answer within {watch.Elapsed.TotalSeconds:0.0} s", inner: exception);
        }
    }

    private void RequireSound(string path, string hash)
    {
        if (ContentHash.OfFile(path) != hash)
        {
            store.Stats.Forget(path);
            throw new IOException($"{path} is damaged.");
        }
    }

    private long SizeOf(string hash) => FileStamp.Of(store.ObjectPath(hash))?.Size ?? 0;
}
