using System.Globalization;
using System.Text;
using System.Xml;

namespace Neuropil.Tables;

/// <summary>The rows of one sheet of an Office Open XML workbook. Rows that the file leaves out are left out here; numbers stay true.</summary>
internal sealed class OpenXmlRows(string path, string sheet, XmlReader xml, byte[][] sharedTexts) : RowSource
{
    private const int MostColumns = 16_384;
    private readonly StringBuilder richText = new();
    private Slot[] slots = new Slot[32];
    private bool inData;

    public override Cell this[int column]
        => column >= FieldCount ? default
            : slots[column].Kind switch
            {
                CellKind.Blank => default,
                CellKind.Number => new Cell(slots[column].Number),
                CellKind kind => new Cell(kind, slots[column].Text),
            };

    public override bool Read()
    {
        try
        {
            return ReadRow();
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            throw new TableException(
                new TableProblem(path, "the workbook is damaged after this row: " + exception.Message.TrimEnd('.'), "a workbook that opens", "Open it in a spreadsheet program and save it again.")
                { Sheet = sheet, Row = Line },
                exception);
        }
    }

    protected override void Dispose(bool disposing) => xml.Dispose();

    private bool ReadRow()
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheetData")
            {
                inData = true;
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")
            {
                return false;
            }
            else if (inData && xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                Line = xml.GetAttribute("r") is string line ? int.Parse(line, CultureInfo.InvariantCulture) : Line + 1;
                FieldCount = 0;
                if (!xml.IsEmptyElement)
                {
                    ReadCells();
                }

                return true;
            }
        }

        return false;
    }

    private void ReadCells()
    {
        int column = -1;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row"))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c")
            {
                column = xml.GetAttribute("r") is string reference ? ColumnOf(reference) : column + 1;
                if (column >= MostColumns)
                {
                    throw new InvalidDataException($"the cell {xml.GetAttribute("r")} is beyond the last column");
                }

                if (column >= slots.Length)
                {
                    Array.Resize(ref slots, 2 * (column + 1));
                }

                while (FieldCount <= column)
                {
                    slots[FieldCount++] = default;
                }

                slots[column] = ReadCell();
            }
        }
    }

    private static int ColumnOf(string reference)
    {
        int column = 0;
        foreach (char letter in reference)
        {
            if (letter is < 'A' or > 'Z')
            {
                break;
            }

            column = (26 * column) + (letter - 'A' + 1);
        }

        return column - 1;
    }

    private Slot ReadCell()
    {
        string? type = xml.GetAttribute("t");
        if (xml.IsEmptyElement)
        {
            return default;
        }

        string? value = null;
        bool hasFormula = false;
        int depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1)
            {
                continue;
            }

            hasFormula |= xml.LocalName == "f";
            if (xml.LocalName is "v" or "is" && !xml.IsEmptyElement)
            {
                richText.Clear();
                OpenXmlWorkbook.AppendTexts(xml, richText);
                value = richText.ToString();
            }
        }

        return string.IsNullOrEmpty(value) && hasFormula && type != "str" ? new Slot(CellKind.Formula, 0, [])
            : value is null ? default
            : type switch
            {
                "s" => new Slot(CellKind.Text, 0, sharedTexts[SharedIndex(value)]),
                "str" or "inlineStr" or "d" => new Slot(CellKind.Text, 0, Encoding.UTF8.GetBytes(value)),
                "e" => new Slot(CellKind.Error, 0, Encoding.UTF8.GetBytes(value)),
                "b" => new Slot(CellKind.Boolean, 0, value.Trim() is "1" or "true" ? "TRUE"u8.ToArray() : "FALSE"u8.ToArray()),
                _ when value.Length == 0 => default,
                _ => new Slot(CellKind.Number, double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture), []),
            };
    }

    private int SharedIndex(string value)
    {
        int index = int.Parse(value, CultureInfo.InvariantCulture);
        return index >= 0 && index < sharedTexts.Length
            ? index
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a cell names shared text {index} of {sharedTexts.Length}"));
    }

    private readonly record struct Slot(CellKind Kind, double Number, byte[] Text);
}
