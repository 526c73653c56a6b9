using System.Globalization;
using System.Text;
using System.Xml;

namespace Neuropil.Tables;

/// <summary>XML of a workbook's parts, read within limits: no entities, no deep nesting, no endless text.</summary>
internal static class WorkbookXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static XmlReader Open(Stream part) => XmlReader.Create(part, Settings);

    /// <summary>Goes on; fails where elements are nested too deeply.</summary>
    public static bool Step(XmlReader xml)
        => xml.Read() && (xml.Depth <= TableLimits.XmlDepth
            ? true
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"elements are nested deeper than {TableLimits.XmlDepth}")));

    /// <summary>Gathers the runs of a rich text up to the end of the element; phonetic hints are no part of it.</summary>
    public static void AppendTexts(XmlReader xml, StringBuilder text, char[] buffer)
    {
        int depth = xml.Depth;
        int phonetic = 0;
        while (Step(xml) && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
            {
                phonetic += xml.NodeType == XmlNodeType.Element ? 1 : xml.NodeType == XmlNodeType.EndElement ? -1 : 0;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA && phonetic == 0)
            {
                for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                {
                    text.Append(buffer, 0, read);
                    if (text.Length > TableLimits.CellBytes)
                    {
                        throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a text has more than {TableLimits.CellBytes} characters"));
                    }
                }
            }
        }
    }
}
