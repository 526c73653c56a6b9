using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>
/// An old binary workbook (.xls) of Excel 97 to 2003 ([MS-XLS], BIFF8): values as they were computed and saved last, error values and formulas
/// without a value told apart, dates as dates. The format has no checksum.
/// </summary>
internal sealed class BinaryWorkbook : Workbook
{
    private readonly byte[] stream;
    private readonly string path;
    private readonly List<string> sheets = [];
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> placeOfSheet = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> formats = [];
    private readonly List<int> formatOfStyle = [];
    private SharedTexts sharedTexts = new();
    private bool from1904;

    private BinaryWorkbook(byte[] stream, string path) => (this.stream, this.path) = (stream, path);

    public override IReadOnlyList<string> Sheets => sheets;

    public override IReadOnlyCollection<string> HiddenSheets => hidden;

    public static BinaryWorkbook Open(string path) => Open(FileInspection.Open(path), path);

    public static BinaryWorkbook Open(Stream content, string path)
    {
        try
        {
            using Stream file = content;
            if (file.Length > TableLimits.BinaryWorkbookBytes)
            {
                throw FileInspection.Problem(
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"has {file.Length} bytes"),
                    string.Create(CultureInfo.InvariantCulture, $"at most {TableLimits.BinaryWorkbookBytes} in an old workbook"),
                    "In the spreadsheet program, save it as .xlsx.");
            }

            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            byte[] stream = CompoundFile.Stream(bytes, "Workbook", "Book") ?? throw new InvalidDataException("it has no stream Workbook");
            BinaryWorkbook workbook = new(stream, path);
            workbook.ReadGlobals();
            return workbook;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException)
        {
            throw OpenXmlWorkbook.Damaged(path, exception);
        }
    }

    public override RowSource Rows(string sheet)
    {
        try
        {
            return new BinaryRows(ReadCells(placeOfSheet[sheet]));
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException)
        {
            throw OpenXmlWorkbook.Damaged(path, exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
    }

    private void ReadGlobals()
    {
        BinaryRecords records = new(stream, 0);
        if (!records.Next() || records.Type != 0x809)
        {
            throw new InvalidDataException("it is a workbook of Excel 95 or older, or none; save it as .xlsx");
        }

        if (records.Data.Length < 4 || BinaryPrimitives.ReadUInt16LittleEndian(records.Data) != 0x600)
        {
            throw new InvalidDataException("it is a workbook of Excel 95 or older; save it as .xlsx");
        }

        while (records.Next() && records.Type != 0x0A)
        {
            ReadOnlySpan<byte> data = records.Data;
            switch (records.Type)
            {
                case 0x2F:
                    throw FileInspection.Problem(
                        path, "is protected by a password", "a workbook that opens without one", "In the spreadsheet program, save a copy without a password.");
                case 0x22:
                    from1904 = BinaryPrimitives.ReadUInt16LittleEndian(data) == 1;
                    break;
                case 0x41E:
                    formats[BinaryPrimitives.ReadUInt16LittleEndian(data)] = Text(data[2..], 2);
                    break;
                case 0xE0:
                    formatOfStyle.Add(BinaryPrimitives.ReadUInt16LittleEndian(data[2..]));
                    break;
                case 0x85:
                    AddSheet(data);
                    break;
                case 0xFC:
                    sharedTexts = BinarySharedTexts.Read(records);
                    break;
                default:
                    break;
            }
        }
    }

    private void AddSheet(ReadOnlySpan<byte> data)
    {
        uint place = BinaryPrimitives.ReadUInt32LittleEndian(data);
        if (data[5] != 0)
        {
            return;
        }

        string name = Text(data[6..], 1);
        if (place >= stream.Length)
        {
            throw new InvalidDataException($"the sheet '{ForeignText.Shown(name)}' is outside the file");
        }

        if (placeOfSheet.TryAdd(name, (int)place))
        {
            sheets.Add(name);
            if ((data[4] & 3) != 0)
            {
                hidden.Add(name);
            }
        }
    }

    /// <summary>A text with its length before it, in one or two bytes, and a byte that tells whether letters take one or two.</summary>
    private static string Text(ReadOnlySpan<byte> data, int lengthBytes)
    {
        int length = lengthBytes == 1 ? data[0] : BinaryPrimitives.ReadUInt16LittleEndian(data);
        byte flags = data[lengthBytes];
        ReadOnlySpan<byte> letters = data[(lengthBytes + 1)..];
        return (flags & 1) == 0 ? Encoding.Latin1.GetString(letters[..length]) : Encoding.Unicode.GetString(letters[..(2 * length)]);
    }

    private SortedDictionary<int, BinaryRow> ReadCells(int place)
    {
        SortedDictionary<int, BinaryRow> rows = [];
        BinaryRecords records = new(stream, place);
        if (!records.Next() || records.Type != 0x809)
        {
            throw new InvalidDataException("a sheet does not begin as one");
        }

        int depth = 1;
        (int Row, int Column)? textFollows = null;
        while (depth > 0)
        {
            if (!records.Next())
            {
                throw new InvalidDataException("a sheet has no end");
            }

            ReadOnlySpan<byte> data = records.Data;
            if (records.Type == 0x809)
            {
                depth++;
            }
            else if (records.Type == 0x0A)
            {
                depth--;
            }
            else if (depth == 1)
            {
                ReadRecord(records.Type, data, rows, ref textFollows);
            }
        }

        return rows;
    }

    private void ReadRecord(int type, ReadOnlySpan<byte> data, SortedDictionary<int, BinaryRow> rows, ref (int Row, int Column)? textFollows)
    {
        switch (type)
        {
            case 0x208:
                RowOf(rows, data).IsHidden |= (data[12] & 0x20) != 0;
                break;
            case 0x203:
                Set(rows, data, Number(BinaryPrimitives.ReadDoubleLittleEndian(data[6..]), Style(data)));
                break;
            case 0x27E:
                Set(rows, data, Number(Packed(data[6..]), Style(data)));
                break;
            case 0xBD:
                int first = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
                for (int column = 0; column < (data.Length - 6) / 6; column++)
                {
                    ReadOnlySpan<byte> cell = data[(4 + (6 * column))..];
                    RowOf(rows, data).Set(first + column, Number(Packed(cell[2..]), BinaryPrimitives.ReadUInt16LittleEndian(cell)));
                }

                break;
            case 0xFD:
                int shared = BinaryPrimitives.ReadInt32LittleEndian(data[6..]);
                if ((uint)shared >= (uint)sharedTexts.Count)
                {
                    throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a cell names shared text {shared} of {sharedTexts.Count}"));
                }

                Set(rows, data, (CellKind.Text, sharedTexts[shared].ToArray()));
                break;
            case 0x204 or 0xD6:
                Set(rows, data, (CellKind.Text, Encoding.UTF8.GetBytes(Text(data[6..], 2))));
                break;
            case 0x205:
                Set(rows, data, data[7] == 0 ? Truth(data[6]) : Error(data[6]));
                break;
            case 0x06 or 0x206 or 0x406:
                ReadFormula(data, rows, ref textFollows);
                break;
            case 0x207 when textFollows is (int row, int column):
                rows[row].Set(column, (CellKind.Text, Encoding.UTF8.GetBytes(Text(data, 2))));
                textFollows = null;
                break;
            default:
                break;
        }
    }

    private void ReadFormula(ReadOnlySpan<byte> data, SortedDictionary<int, BinaryRow> rows, ref (int Row, int Column)? textFollows)
    {
        textFollows = null;
        ReadOnlySpan<byte> result = data.Slice(6, 8);
        if (BinaryPrimitives.ReadUInt16LittleEndian(result[6..]) != 0xFFFF)
        {
            // To be calculated when the workbook is opened, and 0 until then: no value was ever there.
            double number = BinaryPrimitives.ReadDoubleLittleEndian(result);
            bool waits = (data[14] & 3) != 0 && number == 0;
            Set(rows, data, waits ? (CellKind.Formula, []) : Number(number, Style(data)));
            return;
        }

        Set(rows, data, result[0] switch
        {
            0 => (CellKind.Text, []),
            1 => Truth(result[2]),
            2 => Error(result[2]),
            _ => (CellKind.Formula, []),
        });
        if (result[0] == 0)
        {
            textFollows = (BinaryPrimitives.ReadUInt16LittleEndian(data), BinaryPrimitives.ReadUInt16LittleEndian(data[2..]));
        }
    }

    private static int Style(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt16LittleEndian(data[4..]);

    private static BinaryRow RowOf(SortedDictionary<int, BinaryRow> rows, ReadOnlySpan<byte> data)
    {
        int row = BinaryPrimitives.ReadUInt16LittleEndian(data);
        if (!rows.TryGetValue(row, out BinaryRow? found))
        {
            rows.Add(row, found = new BinaryRow());
        }

        return found;
    }

    private static void Set(SortedDictionary<int, BinaryRow> rows, ReadOnlySpan<byte> data, (CellKind, byte[]) cell)
        => RowOf(rows, data).Set(BinaryPrimitives.ReadUInt16LittleEndian(data[2..]), cell);

    private (CellKind, byte[]) Number(double number, int style)
    {
        int format = style < formatOfStyle.Count ? formatOfStyle[style] : 0;
        if (!double.IsFinite(number))
        {
            throw new InvalidDataException("a number is not finite");
        }

        return SpreadsheetDate.IsDate(format, formats.GetValueOrDefault(format), out bool isElapsed) && SpreadsheetDate.Text(number, from1904, isElapsed) is string date
            ? (CellKind.Date, Encoding.UTF8.GetBytes(date))
            : (CellKind.Number, Encoding.UTF8.GetBytes(Math.Abs(number) < 9_007_199_254_740_992 && number == Math.Floor(number)
                ? ((long)number).ToString(CultureInfo.InvariantCulture)
                : number.ToString(CultureInfo.InvariantCulture)));
    }

    private static (CellKind, byte[]) Truth(byte value) => (CellKind.Boolean, value != 0 ? "TRUE"u8.ToArray() : "FALSE"u8.ToArray());

    private static (CellKind, byte[]) Error(byte code)
        => (CellKind.Error, Encoding.UTF8.GetBytes(code switch
        {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            0x2A => "#N/A",
            _ => string.Create(CultureInfo.InvariantCulture, $"#{code}"),
        }));

    /// <summary>RK: an integer of 30 bits or the upper half of a double, perhaps to be divided by 100.</summary>
    private static double Packed(ReadOnlySpan<byte> data)
    {
        int bits = BinaryPrimitives.ReadInt32LittleEndian(data);
        double number = (bits & 2) != 0 ? bits >> 2 : BitConverter.Int64BitsToDouble((long)(uint)(bits & ~3) << 32);
        return (bits & 1) != 0 ? number / 100 : number;
    }

    private sealed class BinaryRow
    {
        private (CellKind Kind, byte[] Text)[] cells = [];

        public bool IsHidden { get; set; }

        public int Count { get; private set; }

        public (CellKind Kind, byte[] Text) this[int column] => cells[column];

        public void Set(int column, (CellKind Kind, byte[] Text) cell)
        {
            if (column > 255)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a cell is in column {column + 1} of at most 256"));
            }

            if (column >= cells.Length)
            {
                Array.Resize(ref cells, Math.Min(256, Math.Max(column + 1, 2 * cells.Length)));
            }

            cells[column] = cell;
            Count = Math.Max(Count, column + 1);
        }
    }

    private sealed class BinaryRows(SortedDictionary<int, BinaryRow> rows) : RowSource
    {
        private readonly IEnumerator<KeyValuePair<int, BinaryRow>> places = rows.GetEnumerator();
        private BinaryRow? row;

        public override bool IsHidden => row!.IsHidden;

        public override Cell this[int column]
            => column >= FieldCount ? default
                : row![column] is (CellKind.Number, var number) ? new Cell(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture), number)
                : row[column] is (var kind, var text) && kind != CellKind.Blank ? new Cell(kind, text) : default;

        public override bool Read()
        {
            if (!places.MoveNext())
            {
                return false;
            }

            row = places.Current.Value;
            Line = places.Current.Key + 1;
            FieldCount = row.Count;
            return true;
        }
    }
}
