namespace Neuropil.Tables;

/// <summary>Writes a table that comes in parts; memory does not grow with the rows, and the bytes do not depend on how the rows were cut.</summary>
public abstract class TableSink : IDisposable
{
    private string[]? names;

    private protected TableSink()
    {
    }

    /// <summary>Rows written.</summary>
    public long RowCount { get; private set; }

    /// <summary>A CSV as <see cref="Table.WriteCsv(Stream)"/> writes it. The stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="isContinued">Whether rows follow on those that stand there already: then no header is written.</param>
    public static TableSink Csv(Stream stream, bool isContinued = false) => new CsvSink(stream, isContinued);

    /// <summary>A Parquet file. The stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="isContinued">Whether row groups follow on those of a whole file that the stream holds; it can be read and sought then.</param>
    public static TableSink Parquet(Stream stream, bool isContinued = false) => new ParquetFileSink(stream, isContinued);

    /// <summary>Adds rows. Every part has the same columns in the same order; the first tells their types.</summary>
    /// <exception cref="ArgumentException">The part has other columns.</exception>
    public void Write(Table part)
    {
        ArgumentNullException.ThrowIfNull(part);
        string[] found = [.. part.Columns.Select(column => column.Name)];
        names ??= found;
        if (!names.AsSpan().SequenceEqual(found))
        {
            throw new ArgumentException($"The part has the columns {NameList.Of(found)}; expected {NameList.Of(names)}, as the first part has.", nameof(part));
        }

        Append(part);
        RowCount += part.RowCount;
    }

    /// <summary>Writes what is left and the end of the file. Without it the file is not whole.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void Append(Table part);

    /// <summary>Gives up what is held.</summary>
    protected abstract void Dispose(bool disposing);
}
