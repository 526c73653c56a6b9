using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Neuropil.Tables;

/// <summary>An old binary workbook (.xls). The reader behind it cannot tell an error cell from a blank one.</summary>
internal sealed class BinaryWorkbook : Workbook
{
    private readonly Dictionary<string, List<object?[]>> rowsOfSheet = new(StringComparer.Ordinal);
    private readonly List<string> sheets = [];

    private BinaryWorkbook()
    {
    }

    public override IReadOnlyList<string> Sheets => sheets;

    public static BinaryWorkbook Open(string path) => Open(FileInspection.Open(path), path);

    public static BinaryWorkbook Open(Stream content, string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using Stream stream = content;
            using IExcelDataReader reader = ExcelReaderFactory.CreateBinaryReader(stream);
            BinaryWorkbook workbook = new();
            do
            {
                workbook.sheets.Add(reader.Name);
                workbook.rowsOfSheet.Add(reader.Name, ReadRows(reader));
            }
            while (reader.NextResult());
            return workbook;
        }
        catch (InvalidPasswordException exception)
        {
            throw FileInspection.Problem(
                path, "is protected by a password", "a workbook that opens without one", "In the spreadsheet program, save a copy without a password.", exception);
        }
        catch (Exception exception) when (exception is not TableException and not OutOfMemoryException)
        {
            throw OpenXmlWorkbook.Damaged(path, exception);
        }
    }

    public override RowSource Rows(string sheet) => new BinaryRows(rowsOfSheet[sheet]);

    protected override void Dispose(bool disposing)
    {
    }

    private static List<object?[]> ReadRows(IExcelDataReader reader)
    {
        List<object?[]> rows = [];
        while (reader.Read())
        {
            object?[] cells = new object?[reader.FieldCount];
            for (int column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.GetValue(column);
            }

            while (rows.Count < reader.Depth)
            {
                rows.Add([]);
            }

            rows.Add(cells);
        }

        return rows;
    }

    private sealed class BinaryRows(List<object?[]> rows) : RowSource
    {
        public override bool HidesErrors => true;

        public override Cell this[int column]
            => column >= FieldCount ? default
                : rows[Line - 1][column] switch
                {
                    null => default,
                    double number => new Cell(number),
                    int number => new Cell(number),
                    bool flag => new Cell(CellKind.Boolean, flag ? "TRUE"u8 : "FALSE"u8),
                    DateTime date => Text(date.ToString("O", CultureInfo.InvariantCulture)),
                    object other => Text(Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty),
                };

        public override bool Read()
        {
            if (Line == rows.Count)
            {
                return false;
            }

            FieldCount = rows[Line++].Length;
            return true;
        }

        private static Cell Text(string text) => text.Length == 0 ? default : new Cell(CellKind.Text, Encoding.UTF8.GetBytes(text));
    }
}
