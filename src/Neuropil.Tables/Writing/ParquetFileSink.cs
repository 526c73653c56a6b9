using Parquet;
using Parquet.Schema;

namespace Neuropil.Tables;

/// <summary>Writes Parquet in parts, in row groups of a fixed number of rows: texts as strings, numbers as doubles (empty: NaN), whole numbers as such.</summary>
internal sealed class ParquetFileSink(Stream stream, bool isContinued) : TableSink
{
    private const int RowsPerGroup = 1 << 17;
    private ParquetWriter? writer;
    private ParquetBuffer[] buffers = [];
    private int held;

    public override void Complete() => CompleteAsync().GetAwaiter().GetResult();

    private protected override void Append(Table part)
    {
        Start(part);
        for (int start = 0; start < part.RowCount;)
        {
            int end = Math.Min(part.RowCount, start + RowsPerGroup - held);
            for (int column = 0; column < buffers.Length; column++)
            {
                buffers[column].Add(part.Columns[column], start, end);
            }

            held += end - start;
            start = end;
            if (held == RowsPerGroup)
            {
                WriteGroupAsync().GetAwaiter().GetResult();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        // Without Complete the file is left without its footer: disposing the writer would write one.
        buffers = [];
        writer = null;
    }

    private void Start(Table part)
    {
        if (writer is null)
        {
            buffers = [.. part.Columns.Select(ParquetBuffer.For)];
            ParquetOptions options = new() { CompressionMethod = CompressionMethod.Snappy };
            writer = ParquetWriter.CreateAsync(new ParquetSchema(buffers.Select(buffer => buffer.Field)), stream, options, isContinued).GetAwaiter().GetResult();
        }
    }

    private async Task WriteGroupAsync()
    {
        using ParquetRowGroupWriter group = writer!.CreateRowGroup();
        foreach (ParquetBuffer buffer in buffers)
        {
            await buffer.WriteAsync(group).ConfigureAwait(false);
        }

        group.CompleteValidate();
        held = 0;
    }

    private async Task CompleteAsync()
    {
        if (writer is null)
        {
            return;
        }

        if (held > 0 || RowCount == 0)
        {
            await WriteGroupAsync().ConfigureAwait(false);
        }

        await writer.DisposeAsync().ConfigureAwait(false);
        writer = null;
    }
}
