using System.Buffers.Binary;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// A table that grows part by part and can be taken back to the end of any part that was finished: of a Parquet file, which each part ends with
/// a footer that the next one writes over, the footer is kept aside.
/// </summary>
internal sealed class StreamFile : IDisposable
{
    private const int FooterEnd = 8;
    private readonly FileStream stream;
    private readonly string tailPath;
    private readonly bool isParquet;
    private TableSink? sink;

    /// <param name="path">The file.</param>
    /// <param name="isParquet">Whether it is Parquet; else CSV.</param>
    /// <param name="length">Where its last finished part ends; 0: it is begun anew.</param>
    public StreamFile(string path, bool isParquet, long length)
    {
        this.isParquet = isParquet;
        tailPath = path + ".tail";
        stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        try
        {
            Restore(length);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds rows.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="text">The same as <see cref="Text"/> wrote them.</param>
    public void Append(Table table, ReadOnlyMemory<byte> text)
    {
        if (!isParquet)
        {
            stream.Write(text.Span);
            return;
        }

        sink ??= TableSink.Parquet(stream, isContinued: stream.Length > 0);
        sink.Write(table);
    }

    /// <summary>Ends a part: all of it is on the disk.</summary>
    /// <returns>Where it ends.</returns>
    public long Commit()
    {
        if (sink is not null)
        {
            sink.Complete();
            sink.Dispose();
            sink = null;
            KeepTail();
        }

        stream.Flush(flushToDisk: true);
        return stream.Length;
    }

    public void Dispose()
    {
        sink?.Dispose();
        stream.Dispose();
    }

    /// <summary>Rows as CSV, the header before the first.</summary>
    public static ReadOnlyMemory<byte> Text(Table table, bool isFirst)
    {
        MemoryStream bytes = new();
        using TableSink sink = TableSink.Csv(bytes, isContinued: !isFirst);
        sink.Write(table);
        sink.Complete();
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private void Restore(long length)
    {
        if (length > stream.Length + (isParquet && File.Exists(tailPath) ? new FileInfo(tailPath).Length : 0))
        {
            throw new IOException($"{stream.Name} is shorter than what was finished of it; expected it as an earlier run left it. Give --overwrite, and all is computed again.");
        }

        if (isParquet && length > 0)
        {
            byte[] tail = File.ReadAllBytes(tailPath);
            stream.SetLength(length - tail.Length);
            stream.Seek(0, SeekOrigin.End);
            stream.Write(tail);
            stream.Flush();
        }
        else
        {
            stream.SetLength(length);
        }

        stream.Seek(0, SeekOrigin.End);
    }

    private void KeepTail()
    {
        byte[] end = new byte[FooterEnd];
        stream.Flush();
        stream.Seek(-FooterEnd, SeekOrigin.End);
        stream.ReadExactly(end);
        byte[] tail = new byte[FooterEnd + BinaryPrimitives.ReadInt32LittleEndian(end)];
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        stream.Seek(0, SeekOrigin.End);
        UnfinishedRun.Replace(tailPath, file => file.Write(tail));
    }
}
