using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Neuropil.Tables;

/// <summary>An Office Open XML workbook (ECMA-376, parts 1 and 2), read as a stream: values as they were computed and saved last.</summary>
internal sealed class OpenXmlWorkbook : Workbook
{
    private readonly string path;
    private readonly Stream stream;
    private readonly ZipArchive archive;
    private readonly List<string> sheets = [];
    private readonly Dictionary<string, string> partOfSheet = new(StringComparer.Ordinal);
    private byte[][]? sharedTexts;
    private string? sharedTextsPart;

    private OpenXmlWorkbook(string path, Stream stream, ZipArchive archive)
    {
        this.path = path;
        this.stream = stream;
        this.archive = archive;
    }

    public override IReadOnlyList<string> Sheets => sheets;

    public static OpenXmlWorkbook Open(string path) => Open(FileInspection.Open(path), path);

    public static OpenXmlWorkbook Open(Stream stream, string path)
    {
        try
        {
            OpenXmlWorkbook workbook = new(path, stream, new ZipArchive(stream, ZipArchiveMode.Read));
            workbook.ReadSheetNames();
            return workbook;
        }
        catch (Exception exception)
        {
            stream.Dispose();
            if (exception is XmlException or InvalidDataException)
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
            return new OpenXmlRows(path, sheet, XmlReader.Create(Part(partOfSheet[sheet]).Open(), ReaderSettings), sharedTexts);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            throw Damaged(path, exception);
        }
    }

    internal static XmlReaderSettings ReaderSettings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    internal static TableException Damaged(string path, Exception exception)
        => FileInspection.Problem(path, "is a damaged workbook: " + exception.Message.TrimEnd('.'), "a workbook that opens", "Open it in a spreadsheet program and save it again.", exception);

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
        using XmlReader xml = XmlReader.Create(main.Open(), ReaderSettings);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet")
            {
                string name = xml.GetAttribute("name") ?? string.Empty;
                string id = RelationId(xml);
                if (relations.TryGetValue(id, out var relation) && relation.Type.EndsWith("/worksheet", StringComparison.Ordinal) && partOfSheet.TryAdd(name, relation.Part))
                {
                    sheets.Add(name);
                }
            }
        }

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
        using XmlReader xml = XmlReader.Create(Part($"{folder}_rels/{part[(slash + 1)..]}.rels").Open(), ReaderSettings);
        while (xml.Read())
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

    private ZipArchiveEntry Part(string name)
        => archive.GetEntry(name)
            ?? archive.Entries.FirstOrDefault(entry => string.Equals(entry.FullName, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException($"the part {name} is missing");

    private byte[][] ReadSharedTexts()
    {
        if (sharedTextsPart is null)
        {
            return [];
        }

        List<byte[]> texts = [];
        StringBuilder text = new();
        using XmlReader xml = XmlReader.Create(Part(sharedTextsPart).Open(), ReaderSettings);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                text.Clear();
                if (!xml.IsEmptyElement)
                {
                    AppendTexts(xml, text);
                }

                texts.Add(Encoding.UTF8.GetBytes(text.ToString()));
            }
        }

        return [.. texts];
    }

    /// <summary>Gathers the runs of a rich text up to the end of the element; phonetic hints are no part of it.</summary>
    internal static void AppendTexts(XmlReader xml, StringBuilder text)
    {
        int depth = xml.Depth;
        int phonetic = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
            {
                phonetic += xml.NodeType == XmlNodeType.Element ? 1 : xml.NodeType == XmlNodeType.EndElement ? -1 : 0;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA
                && phonetic == 0)
            {
                text.Append(xml.Value);
            }
        }
    }
}
