using CsvHelper;

namespace Neuropil.Tables;

/// <summary>The rows of a text file, RFC 4180 to the letter: what breaks the quoting rules fails.</summary>
internal sealed class CsvRows : RowSource
{
    private readonly CsvReader reader;
    private readonly string path;

    private CsvRows(CsvReader reader, string path)
    {
        this.reader = reader;
        this.path = path;
    }

    public override bool IsRagged => true;

    public override Cell this[int column]
    {
        get
        {
            if (column >= FieldCount)
            {
                return default;
            }

            ReadOnlySpan<byte> field = reader.GetSpan(column);
            return field.IsEmpty ? default : new Cell(CellKind.Text, field);
        }
    }

    public static CsvRows Open(string path, byte separator) => Open(FileInspection.Open(path), path, separator);

    public static CsvRows Open(Stream stream, string path, byte separator)
        => new(
            CsvReader.Create(
                stream,
                new CsvReaderOptions
                {
                    Separator = (char)separator,
                    HasHeader = false,
                    SkipEmptyLines = false,
                    MalformedData = CsvMalformedDataHandling.Throw,
                    BufferSize = 1 << 20,
                }),
            path);

    public override bool Read()
    {
        try
        {
            if (!reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException exception)
        {
            throw new TableException(
                new TableProblem(path, "the quotes do not pair up: " + exception.Message.TrimEnd('.'), "fields quoted as RFC 4180 says", "Write \" inside a quoted field as \"\", and close every quote.")
                { Row = Line + 1 },
                exception);
        }

        Line++;
        FieldCount = reader.FieldCount;
        return true;
    }

    protected override void Dispose(bool disposing) => reader.Dispose();
}
