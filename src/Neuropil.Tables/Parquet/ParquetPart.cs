using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>A Parquet file, read page by page: only the wanted columns, in memory that does not grow with the file.</summary>
internal sealed class ParquetPart : TablePart
{
    private readonly Stream stream;
    private readonly string file;
    private readonly TableRequest request;
    private readonly ParquetFooter footer;
    private readonly ParquetBudget budget = new();
    private (ParquetColumn Column, string Name, ParquetCursor Cursor, ParquetSink Sink)[]? open;
    private long row;

    public ParquetPart(Stream stream, TableRequest request, string file, List<string> notes)
    {
        (this.stream, this.request, this.file) = (stream, request, file);
        try
        {
            footer = ParquetFooter.Read(stream);
            if (footer.Columns.Count > TableLimits.Columns)
            {
                throw new InvalidDataException(FormattableString.Invariant($"it has {footer.Columns.Count} columns, beyond {TableLimits.Columns}"));
            }

            if (footer.Columns.Count == 0)
            {
                throw new InvalidDataException("it has no column of one value a row");
            }

            Header = HeaderFinder.OfNames([.. footer.Columns.Select(column => column.Name)]);
        }
        catch (Exception exception)
        {
            stream.Dispose();
            throw exception is TableException or OutOfMemoryException ? exception : Damaged(exception);
        }

        if (footer.Nested.Count > 0)
        {
            notes.Add($"{ForeignText.Escaped(file)}: lists and structures are no columns: {NameList.Of(footer.Nested)}.");
        }
    }

    public override TableHeader Header { get; }

    public override Table? Read(IReadOnlySet<string> wanted, int rowCount, CancellationToken cancellation)
    {
        if (row == footer.RowCount)
        {
            return null;
        }

        int count = (int)Math.Min(rowCount, footer.RowCount - row);
        try
        {
            open ??=
            [
                .. footer.Columns.Select((column, index) => (Column: column, Name: Header.Names[index])).Where(column => wanted.Contains(column.Name))
                    .Select(column => (column.Column, column.Name, new ParquetCursor(stream, footer, column.Column, budget), ParquetSink.For(column.Column, count))),
            ];
            foreach ((_, string name, ParquetCursor cursor, ParquetSink sink) in open)
            {
                ReadColumn(name, cursor, sink, count, cancellation);
            }
        }
        catch (Exception exception) when (exception is not TableException and not OperationCanceledException and not OutOfMemoryException)
        {
            throw Damaged(exception);
        }

        Table table = Table.Of(
            open.Select(column => column.Sink.Finish(column.Name, request.MissingOf(column.Name))),
            file,
            RowPlaces.Of(file, null, (int)row + 2, count));
        row += count;
        return table;
    }

    protected override void Dispose(bool disposing) => stream.Dispose();

    private static void ReadColumn(string name, ParquetCursor cursor, ParquetSink sink, int count, CancellationToken cancellation)
    {
        try
        {
            for (int done = 0; done < count; done += TableSource.RowsPerChunk)
            {
                cancellation.ThrowIfCancellationRequested();
                cursor.Read(Math.Min(TableSource.RowsPerChunk, count - done), sink);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            throw new InvalidDataException($"column '{ForeignText.Shown(name)}' cannot be read: {exception.Message}", exception);
        }
    }

    private TableException Damaged(Exception exception)
        => FileInspection.Problem(
            file,
            "is a damaged Parquet file: " + ForeignText.Shown(exception.Message.TrimEnd('.')),
            "a Parquet file that can be read",
            "Write the file again, or copy it again from where it came.",
            exception);
}
