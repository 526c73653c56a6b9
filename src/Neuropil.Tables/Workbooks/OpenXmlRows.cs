using System.Globalization;
using System.Text;
using System.Xml;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>The rows of one sheet of an Office Open XML workbook. Rows that the file leaves out are left out here; numbers stay true.</summary>
internal sealed class OpenXmlRows(string path, string sheet, XmlReader xml, SharedTexts sharedTexts, WorkbookStyles styles) : RowSource
{
    private const int LastRow = 1_048_576;
    private readonly StringBuilder richText = new();
    private readonly char[] buffer = new char[4096];
    private Slot[] slots = new Slot[32];
    private byte[] rowBytes = new byte[4096];
    private int rowLength;
    private bool inData;
    private bool isHidden;

    public override bool IsHidden => isHidden;

    public override Cell this[int column]
    {
        get
        {
            if (column >= FieldCount)
            {
                return default;
            }

            Slot slot = slots[column];
            ReadOnlySpan<byte> text = slot.Shared >= 0 ? sharedTexts[slot.Shared] : rowBytes.AsSpan(slot.Start, slot.Length);
            return slot.Kind switch
            {
                CellKind.Blank => default,
                CellKind.Number => new Cell(slot.Number, text),
                CellKind kind => new Cell(kind, text),
            };
        }
    }

    public override bool Read()
    {
        try
        {
            return ReadRow();
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            throw new TableException(
                new TableProblem(
                    path,
                    "the workbook is damaged after this row: " + ForeignText.Shown(exception.Message.TrimEnd('.')),
                    "a workbook that opens",
                    "Open it in a spreadsheet program and save it again.")
                { Sheet = sheet, Row = Line },
                exception);
        }
    }

    protected override void Dispose(bool disposing) => xml.Dispose();

    private bool ReadRow()
    {
        while (WorkbookXml.Step(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheetData")
            {
                inData = true;
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")
            {
                ReadToEnd();
                return false;
            }
            else if (inData && xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                int line = xml.GetAttribute("r") is string text ? RowOf(text) : Line + 1;
                Line = line > Line && line <= LastRow ? line : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"row {line} comes after row {Line}"));
                isHidden = xml.GetAttribute("hidden") is "1" or "true";
                FieldCount = 0;
                rowLength = 0;
                if (!xml.IsEmptyElement)
                {
                    ReadCells();
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>Reads what follows the rows, so that the part's checksum is compared.</summary>
    private void ReadToEnd()
    {
        while (WorkbookXml.Step(xml))
        {
        }
    }

    private void ReadCells()
    {
        int column = -1;
        while (WorkbookXml.Step(xml) && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row"))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            column = xml.GetAttribute("r") is string reference ? ColumnOf(reference) : column + 1;
            if (column >= TableLimits.Columns)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a cell is beyond column {TableLimits.Columns}"));
            }

            if (column >= slots.Length)
            {
                Array.Resize(ref slots, Math.Min(TableLimits.Columns, 2 * (column + 1)));
            }

            while (FieldCount <= column)
            {
                slots[FieldCount++] = Slot.Blank;
            }

            slots[column] = ReadCell();
        }
    }

    private static int RowOf(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int row) && row > 0
            ? row
            : throw new InvalidDataException($"a row has the number '{ForeignText.Shown(text)}'");

    /// <summary>The column of a reference as <c>AB12</c>, which must name this row.</summary>
    private int ColumnOf(string reference)
    {
        int letters = 0;
        int column = 0;
        while (letters < reference.Length && letters < 4 && char.ToUpperInvariant(reference[letters]) is var letter && letter is >= 'A' and <= 'Z')
        {
            column = (26 * column) + (letter - 'A' + 1);
            letters++;
        }

        return letters is >= 1 and <= 3
            && int.TryParse(reference.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out int row) && row == Line
                ? column - 1
                : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a cell of row {Line} has the reference '{ForeignText.Shown(reference)}'"));
    }

    private Slot ReadCell()
    {
        string? type = xml.GetAttribute("t");
        string? style = xml.GetAttribute("s");
        if (xml.IsEmptyElement)
        {
            return Slot.Blank;
        }

        string? value = null;
        bool hasFormula = false;
        int depth = xml.Depth;
        while (WorkbookXml.Step(xml) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1)
            {
                continue;
            }

            hasFormula |= xml.LocalName == "f";
            if (xml.LocalName is "v" or "is" && !xml.IsEmptyElement)
            {
                richText.Clear();
                WorkbookXml.AppendTexts(xml, richText, buffer);
                value = richText.ToString();
            }
        }

        if (hasFormula && type != "str" && (string.IsNullOrEmpty(value) || (styles.CalculatesOnLoad && value == "0" && type is null or "n")))
        {
            return Kept(CellKind.Formula, string.Empty);
        }

        return value is null ? Slot.Blank
            : type switch
            {
                "s" => new Slot(CellKind.Text, SharedIndex(value), 0, 0, 0),
                "str" or "inlineStr" => Kept(CellKind.Text, EscapedText.Decode(value)),
                "d" => Kept(CellKind.Date, value),
                "e" => Kept(CellKind.Error, value),
                "b" => Kept(CellKind.Boolean, value.Trim() is "1" or "true" ? "TRUE" : "FALSE"),
                _ when value.Length == 0 => Slot.Blank,
                _ => Number(value, style),
            };
    }

    private Slot Number(string value, string? style)
    {
        double number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (styles.IsDate(style, out bool isElapsed) && SpreadsheetDate.Text(number, styles.From1904, isElapsed) is string date)
        {
            return Kept(CellKind.Date, date);
        }

        // An integer is kept to the last digit, whatever a double holds of it.
        ReadOnlySpan<char> digits = value.AsSpan().TrimStart('-');
        bool isInteger = digits.Length > 0 && digits.Length < 40 && digits[0] is >= '1' and <= '9' && !digits.ContainsAnyExceptInRange('0', '9') && value.Length - digits.Length <= 1;
        Slot kept = Kept(CellKind.Number, isInteger ? value : number.ToString(CultureInfo.InvariantCulture));
        return kept with { Number = number };
    }

    private Slot Kept(CellKind kind, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if ((long)rowLength + length > TableLimits.RowBytes)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"row {Line} has more than {TableLimits.RowBytes} bytes"));
        }

        if (rowLength + length > rowBytes.Length)
        {
            Array.Resize(ref rowBytes, Math.Max(rowLength + length, Math.Min(2 * rowBytes.Length, TableLimits.RowBytes)));
        }

        Encoding.UTF8.GetBytes(text, rowBytes.AsSpan(rowLength));
        Slot slot = new(kind, -1, rowLength, length, 0);
        rowLength += length;
        return slot;
    }

    private int SharedIndex(string value)
    {
        int index = int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int parsed) ? parsed : -1;
        return index >= 0 && index < sharedTexts.Count
            ? index
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a cell names shared text '{ForeignText.Shown(value)}' of {sharedTexts.Count}"));
    }

    private readonly record struct Slot(CellKind Kind, int Shared, int Start, int Length, double Number)
    {
        public static Slot Blank { get; } = new(CellKind.Blank, -1, 0, 0, 0);
    }
}
