using CsvHelper;

namespace Neuropil.Tables;

/// <summary>Writes a CSV in parts.</summary>
internal sealed class CsvSink(Stream stream, bool isContinued) : TableSink
{
    private readonly CsvWriter writer = CsvWriter.Create(stream, CsvTables.WriterOptions, leaveOpen: true);
    private bool hasHeader = isContinued;

    public override void Complete() => writer.Flush();

    private protected override void Append(Table part)
    {
        if (!hasHeader)
        {
            hasHeader = true;
            foreach (TableColumn column in part.Columns)
            {
                writer.WriteField(column.Name);
            }

            writer.EndRecord();
        }

        for (int row = 0; row < part.RowCount; row++)
        {
            foreach (TableColumn column in part.Columns)
            {
                column.WriteField(writer, row);
            }

            writer.EndRecord();
        }
    }

    protected override void Dispose(bool disposing) => writer.Dispose();
}
