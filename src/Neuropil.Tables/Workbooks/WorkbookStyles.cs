using System.Globalization;
using System.Xml;

namespace Neuropil.Tables;

/// <summary>What a workbook says of its cells' meaning: which styles show dates, from when days count, and whether formulas wait for their calculation.</summary>
internal sealed class WorkbookStyles
{
    private readonly List<(bool IsDate, bool IsElapsed)> styles = [];

    /// <summary>Whether days count from 1904.</summary>
    public bool From1904 { get; set; }

    /// <summary>Whether formulas are to be calculated when the workbook is opened: what stands in them may be no value.</summary>
    public bool CalculatesOnLoad { get; set; }

    public bool IsDate(string? style, out bool isElapsed)
    {
        isElapsed = false;
        if (style is null || !int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= styles.Count)
        {
            return false;
        }

        isElapsed = styles[index].IsElapsed;
        return styles[index].IsDate;
    }

    /// <summary>Reads the part styles.xml.</summary>
    public void Read(XmlReader xml)
    {
        Dictionary<int, string> codes = [];
        bool inCells = false;
        while (WorkbookXml.Step(xml))
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt" && xml.GetAttribute("formatCode") is string code)
            {
                codes[Number(xml.GetAttribute("numFmtId"))] = code;
            }
            else if (inCells && xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf" && styles.Count < 65_536)
            {
                int format = Number(xml.GetAttribute("numFmtId"));
                bool isDate = SpreadsheetDate.IsDate(format, codes.GetValueOrDefault(format), out bool isElapsed);
                styles.Add((isDate, isElapsed));
            }
        }
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
