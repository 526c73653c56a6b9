using System.IO.Compression;
using System.Text;
using System.Xml;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>An Office Open XML workbook (ECMA-376, parts 1 and 2), read as a stream: values as they were computed and saved last.</summary>
internal sealed class OpenXmlWorkbook : Workbook
{
    private readonly string path;
    private readonly Stream stream;
    private readonly ZipArchive archive;
    private readonly List<string> sheets = [];
    private readonly Dictionary<string, string> partOfSheet = new(StringComparer.Ordinal);
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);
    private readonly WorkbookStyles styles = new();
    private SharedTexts? sharedTexts;
    private string? sharedTextsPart;
    private string? stylesPart;

    private OpenXmlWorkbook(string path, Stream stream, ZipArchive archive)
    {
        this.path = path;
        this.stream = stream;
        this.archive = archive;
    }

    public override IReadOnlyList<string> Sheets => sheets;

    public override IReadOnlyCollection<string> HiddenSheets => hidden;

    public static OpenXmlWorkbook Open(string path) => Open(FileInspection.Open(path), path);

    public static OpenXmlWorkbook Open(Stream stream, string path)
    {
        try
        {
            OpenXmlWorkbook workbook = new(path, stream, new ZipArchive(stream, ZipArchiveMode.Read));
            workbook.ReadSheetNames();
            workbook.ReadStyles();
            return workbook;
        }
        catch (Exception exception)
        {
            stream.Dispose();
            if (exception is XmlException or InvalidDataException or ArgumentException or NotSupportedException)
            {
                throw Damaged(path, exception);
            }

            throw;
        }
    }

    public override RowSource Rows(string sheet)
    {
        try
        {
            sharedTexts ??= ReadSharedTexts();
            return new OpenXmlRows(path, sheet, Xml(Part(partOfSheet[sheet])), sharedTexts, styles);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            throw Damaged(path, exception);
        }
    }

    internal static TableException Damaged(string path, Exception exception)
        => FileInspection.Problem(path, "is a damaged workbook: " + ForeignText.Shown(exception.Message.TrimEnd('.')), "a workbook that opens", "Open it in a spreadsheet program and save it again.", exception);

    protected override void Dispose(bool disposing)
    {
        archive.Dispose();
        stream.Dispose();
    }

    private void ReadSheetNames()
    {
        ZipArchiveEntry main = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException("the part workbook.xml is missing");
        Dictionary<string, (string Type, string Part)> relations = ReadRelations(main.FullName);
        using XmlReader xml = Xml(main);
        while (WorkbookXml.Step(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet")
            {
                string name = EscapedText.Decode(xml.GetAttribute("name") ?? string.Empty);
                bool isHidden = xml.GetAttribute("state") is "hidden" or "veryHidden";
                string id = RelationId(xml);
                if (relations.TryGetValue(id, out var relation) && relation.Type.EndsWith("/worksheet", StringComparison.Ordinal) && partOfSheet.TryAdd(name, relation.Part))
                {
                    sheets.Add(name);
                    if (isHidden)
                    {
                        hidden.Add(name);
                    }
                }
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
            {
                styles.From1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "calcPr")
            {
                styles.CalculatesOnLoad = xml.GetAttribute("fullCalcOnLoad") is "1" or "true";
            }
        }

        stylesPart = relations.Values.FirstOrDefault(relation => relation.Type.EndsWith("/styles", StringComparison.Ordinal)).Part;
        sharedTextsPart = relations.Values.FirstOrDefault(relation => relation.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Part;
    }

    private static string RelationId(XmlReader xml)
    {
        string id = string.Empty;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.Length > 0)
            {
                id = xml.Value;
            }
        }

        xml.MoveToElement();
        return id;
    }

    private Dictionary<string, (string Type, string Part)> ReadRelations(string part)
    {
        int slash = part.LastIndexOf('/');
        string folder = part[..(slash + 1)];
        Dictionary<string, (string, string)> relations = new(StringComparer.Ordinal);
        using XmlReader xml = Xml(Part($"{folder}_rels/{part[(slash + 1)..]}.rels"));
        while (WorkbookXml.Step(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
            {
                string target = (xml.GetAttribute("Target") ?? string.Empty).Replace('\\', '/');
                relations[xml.GetAttribute("Id") ?? string.Empty] = (xml.GetAttribute("Type") ?? string.Empty, Resolve(folder, target));
            }
        }

        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        List<string> parts = [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string step in target.Split('/'))
        {
            if (step == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (step is not ("." or ".."))
            {
                parts.Add(step);
            }
        }

        return string.Join('/', parts);
    }

    private ZipArchiveEntry Part(string name) => Find(name) ?? throw new InvalidDataException($"the part {name} is missing");

    private ZipArchiveEntry? Find(string name)
        => archive.GetEntry(name) ?? archive.Entries.FirstOrDefault(entry => string.Equals(entry.FullName, name, StringComparison.OrdinalIgnoreCase));

    private SharedTexts ReadSharedTexts()
    {
        SharedTexts texts = new();
        if (sharedTextsPart is null)
        {
            return texts;
        }

        StringBuilder text = new();
        char[] buffer = new char[4096];
        using XmlReader xml = Xml(Part(sharedTextsPart));
        while (WorkbookXml.Step(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                text.Clear();
                if (!xml.IsEmptyElement)
                {
                    WorkbookXml.AppendTexts(xml, text, buffer);
                }

                texts.Add(EscapedText.Decode(text.ToString()));
            }
        }

        return texts;
    }

    private void ReadStyles()
    {
        if (stylesPart is not null && Find(stylesPart) is ZipArchiveEntry part)
        {
            using XmlReader xml = Xml(part);
            styles.Read(xml);
        }
    }

    /// <summary>A part as XML, its length and checksum compared with what the archive says.</summary>
    private static XmlReader Xml(ZipArchiveEntry part)
        => WorkbookXml.Open(new CheckedContent(
            part.Open(),
            part.CompressedLength,
            part.Length,
            (crc, length) => crc == part.Crc32 && length == part.Length ? null : $"the checksum of the part {ForeignText.Shown(part.FullName)} does not fit its content"));
}
