using System.Globalization;
using CsvHelper;

namespace Neuropil.Tables;

/// <summary>The rows of a text file, RFC 4180 to the letter: what breaks the quoting rules fails.</summary>
internal sealed class CsvRows : RowSource
{
    private readonly CsvReader reader;
    private readonly string path;

    private CsvRows(CsvReader reader, string path, byte separator)
    {
        this.reader = reader;
        this.path = path;
        Separator = separator;
    }

    /// <summary>The sign between fields.</summary>
    public byte Separator { get; }

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

    /// <summary>The field as it stands, with its quotes.</summary>
    public ReadOnlySpan<byte> Raw(int column) => reader.GetRawSpan(column);

    public static CsvRows Open(string path, byte separator) => Open(FileInspection.Open(path), path, separator);

    public static CsvRows Open(Stream content, string name, byte separator)
        => new(
            CsvReader.Create(
                content,
                new CsvReaderOptions
                {
                    Separator = (char)separator,
                    HasHeader = false,
                    SkipEmptyLines = false,
                    MalformedData = CsvMalformedDataHandling.Throw,
                    MaxRecordSize = TableLimits.RowBytes,
                    BufferSize = 1 << 20,
                }),
            name,
            separator);

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
                new TableProblem(path, "the quotes do not pair up, or the row is too long: " + exception.Message.TrimEnd('.'), "fields quoted as RFC 4180 says", "Write \" inside a quoted field as \"\", and close every quote.")
                { Row = Line + 1 },
                exception);
        }
        catch (InvalidDataException exception)
        {
            throw FileInspection.Problem(path, "is a damaged .gz file: " + exception.Message.TrimEnd('.'), "a file that gunzip unpacks", "Pack the file again.", exception);
        }

        Line++;
        FieldCount = reader.FieldCount;
        return FieldCount <= TableLimits.Columns
            ? true
            : throw new TableException(new TableProblem(
                path,
                string.Create(CultureInfo.InvariantCulture, $"the row has {FieldCount} fields"),
                string.Create(CultureInfo.InvariantCulture, $"at most {TableLimits.Columns} columns"),
                "Save the table with its columns as rows, or with the columns that the study uses.")
            { Row = Line });
    }

    protected override void Dispose(bool disposing) => reader.Dispose();
}
