using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Neuropil.Pipeline;

/// <summary>
/// Results that other machines have made: looked for before a unit runs, and put there after it ran. Whatever comes is checked against
/// its hash, and the record against the key that was asked for; what does not hold counts as missing and is told once.
/// </summary>
internal sealed class SharedCache : IDisposable
{
    /// <summary>The name of our record among an action's output files.</summary>
    public const string RecordName = "neuropil-record.json";
    private const int MostBytesOfAnswer = 4 << 20;
    private readonly ArtifactStore store;
    private readonly CacheOptions options;
    private readonly CancellationToken cancellation;
    private readonly ICacheServer server;
    private readonly Patience patience;
    private readonly CacheUploads? uploads;
    private readonly ConcurrentDictionary<string, bool> wrongKeys = new();
    private string? told;
    private int counter;

    public SharedCache(ArtifactStore store, CacheOptions options, CancellationToken cancellation, ICacheServer? server = null)
    {
        this.store = store;
        this.options = options;
        this.cancellation = cancellation;
        this.server = server ?? (options.IsBucket ? new S3CacheServer(options) : new HttpCacheServer(options));
        patience = new Patience(options.Patience);
        uploads = options.Writes ? new CacheUploads(store, this.server, options, cancellation, Tell) : null;
    }

    /// <summary>What was wrong with the cache, in one line; null where nothing was.</summary>
    public string? Told => told;

    /// <summary>The result of a unit, its outputs already in the store; null where there is none that holds.</summary>
    public UnitRecord? Find(Unit unit, UnitKey key)
    {
        Stopwatch watch = Stopwatch.StartNew();
        return Guarded(watch, key, () =>
        {
            if (RecordOf(unit, key) is not { } found)
            {
                TellIfUsedUp(patience.Spend(watch.Elapsed));
                return null;
            }

            foreach ((string hash, long size) in found.Files)
            {
                Fetch(hash, size);
            }

            store.Record(key, found.Record);
            TellIfUsedUp(patience.Gain(found.Record.Duration, watch.Elapsed));
            uploads?.Know(key.Hash);
            return found.Record;
        });
    }

    /// <summary>The record that the cache holds for a key, its outputs left there; null where there is none that holds.</summary>
    public UnitRecord? Look(Unit unit, UnitKey key) => Guarded(Stopwatch.StartNew(), key, () => RecordOf(unit, key)?.Record);

    /// <summary>Copies a content into the store: whether the cache has it, undamaged.</summary>
    public bool Bring(string hash, UnitKey? key = null) => store.Holds(hash) || Guarded(Stopwatch.StartNew(), key, () =>
    {
        Fetch(hash, long.MaxValue);
        return hash;
    }) is not null;

    /// <summary>Puts a result into the cache, beside the run, where it is not known to be there.</summary>
    public void Offer(UnitKey key, UnitRecord record) => uploads?.Add(key, record, isWrong: wrongKeys.ContainsKey(key.Hash));

    /// <summary>Waits until what was offered is there, as long as that goes well.</summary>
    public void Finish() => uploads?.Finish();

    public void Dispose()
    {
        uploads?.Dispose();
        server.Dispose();
        patience.Dispose();
    }

    private T? Guarded<T>(Stopwatch watch, UnitKey? key, Func<T?> ask)
        where T : class
    {
        if (patience.IsOver)
        {
            return null;
        }

        try
        {
            return ask();
        }
        catch (CacheException exception)
        {
            Tell(exception);
            patience.Spend(watch.Elapsed);
            if (exception.IsWrong && key is not null)
            {
                wrongKeys[key.Hash] = true;
            }

            if (exception.Ends)
            {
                patience.End();
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Our own disk refused: the unit runs, and says so itself.
            return null;
        }
    }

    private void TellIfUsedUp(bool isUsedUp)
    {
        if (isUsedUp)
        {
            Tell(new CacheException(string.Create(CultureInfo.InvariantCulture, $"its answers took more than {options.Patience.TotalSeconds:0.0} s together and spared less")));
        }
    }

    private void Tell(CacheException exception) => Interlocked.CompareExchange(
        ref told,
        !exception.Ends
            ? $"The shared cache {options} has a wrong answer ({exception.Message}); it counts as none, and what is missing is computed here."
            : $"The shared cache {options} is left alone for the rest of this run: {exception.Message.TrimEnd('.')}. What it may hold is computed here.",
        null);

    private (UnitRecord Record, IReadOnlyList<(string Hash, long Size)> Files)? RecordOf(Unit unit, UnitKey key)
    {
        using MemoryStream answer = new();
        if (Read($"ac/{key.Hash}", answer, MostBytesOfAnswer) is null)
        {
            return null;
        }

        IReadOnlyList<ActionFile> files = FilesIn(answer.ToArray());
        ActionFile own = files.FirstOrDefault(file => file.Path == RecordName) ?? throw Wrong("a result that is no result of ours");
        RequireHash(own.Hash);
        UnitRecord record = RecordIn(ContentOf(own), unit, key);
        Dictionary<string, ActionFile> byPath = files.DistinctBy(file => file.Path).ToDictionary(file => file.Path);
        foreach ((string output, string hash) in record.Outputs)
        {
            if (!byPath.TryGetValue(output, out ActionFile? file) || file.Hash != hash || file.Size < 0)
            {
                throw Wrong("a record that does not fit its result");
            }
        }

        return (record, [.. record.Outputs.Select(output => (output.Value, byPath[output.Key].Size))]);
    }

    private static IReadOnlyList<ActionFile> FilesIn(byte[] answer)
    {
        try
        {
            return ActionResult.Decode(answer);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw Wrong("no ActionResult where one belongs", exception);
        }
    }

    private string ContentOf(ActionFile file)
    {
        byte[] content = file.Contents is { Length: > 0 } inline ? inline : Download();
        return ContentHash.OfBytes(content) == file.Hash ? Encoding.UTF8.GetString(content) : throw Wrong("a record with another hash than it should have");

        byte[] Download()
        {
            using MemoryStream bytes = new();
            return Read($"cas/{file.Hash}", bytes, MostBytesOfAnswer) is null ? throw Wrong("a result whose record it has not") : bytes.ToArray();
        }
    }

    private static UnitRecord RecordIn(string json, Unit unit, UnitKey key)
    {
        try
        {
            if (UnitRecord.FromJson(json) is not (UnitRecord record, _) || record.KeyHash != key.Hash)
            {
                throw Wrong("a record of another key");
            }

            bool isOurs = unit.OutputFiles.Select(output => output.Name).Order(StringComparer.Ordinal).SequenceEqual(record.Outputs.Keys.Order(StringComparer.Ordinal))
                && record.Duration >= TimeSpan.Zero
                && record.Messages.All(message => !message.Text.Any(letter => char.IsControl(letter) && letter is not ('\u0001' or '\n')));
            foreach (string hash in record.Outputs.Values)
            {
                RequireHash(hash);
            }

            return isOurs ? record : throw Wrong("a record that does not fit its unit");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw Wrong("a record that cannot be read", exception);
        }
    }

    private void Fetch(string hash, long size)
    {
        if (store.Holds(hash))
        {
            return;
        }

        store.Files.CreateFolder(store.ScratchFolder);
        string scratch = Path.Combine(store.ScratchFolder, string.Create(CultureInfo.InvariantCulture, $"fetched-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}"));
        try
        {
            string? came;
            using (Stream file = store.Files.Disk.Create(scratch))
            {
                came = Read($"cas/{hash}", file, size);
            }

            if (came != hash)
            {
                throw Wrong(came is null ? "a result one of whose contents it has not" : "a content with another hash than it should have");
            }

            store.Take(scratch);
        }
        finally
        {
            store.Files.Disk.Delete(scratch);
        }
    }

    // The hash of what came; null where there is nothing.
    private string? Read(string path, Stream into, long most) => patience.Wait(
        async (came, token) =>
        {
            using CappedStream capped = new(into, most, came);
            return await server.Read(path, capped, token).ConfigureAwait(false) ? capped.Hash : null;
        },
        cancellation);

    private static void RequireHash(string hash)
    {
        if (hash.Length != ContentHash.Length || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw Wrong("a hash that is none");
        }
    }

    private static CacheException Wrong(string what, Exception? inner = null) => new(what, isWrong: true, inner);
}
