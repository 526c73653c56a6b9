namespace Neuropil.Tables;

/// <summary>One part of a table: a sheet, or a file that has none.</summary>
internal abstract class TablePart : IDisposable
{
    /// <summary>Bytes of text after which a chunk ends, however few its rows.</summary>
    protected const int ChunkBytes = 64 << 20;

    public abstract TableHeader Header { get; }

    /// <summary>The next rows, at most <paramref name="rowCount"/>; null at the end.</summary>
    public abstract Table? Read(IReadOnlySet<string> wanted, int rowCount, CancellationToken cancellation);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
