using System.Globalization;
using System.Text;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Writes a synthetic table as the smallest Office Open XML workbook: one sheet, texts in the cells, no styles.</summary>
internal static class SheetWriter
{
    private const int MostRows = (1 << 20) - 1;
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private static readonly (string Name, string Text)[] FixedParts =
    [
        ("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{SheetType}sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{SheetType}styles+xml\"/>"
            + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{SheetType}worksheet+xml\"/></Types>"),
        ("_rels/.rels",
            $"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"rId1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + $"<Relationship Id=\"rId2\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>"),
        ("xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"),
    ];

    public static void RequireRows(int rows, string name)
    {
        if (rows > MostRows)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{rows} rows were asked for; a sheet holds up to {MostRows} beside its header. Write csv instead."),
                name);
        }
    }

    public static void Write(string path, IEnumerable<SyntheticSynapse> synapses)
    {
        using FileStream stream = File.Create(path);
        using StoredArchive archive = new(stream);
        foreach ((string name, string text) in FixedParts)
        {
            archive.Add(name, part => part.Write(Encoding.UTF8.GetBytes(Declaration + text)));
        }

        archive.Add("xl/worksheets/sheet1.xml", part =>
        {
            using StreamWriter writer = new(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            WriteSheet(writer, synapses);
        });
    }

    private static void WriteSheet(StreamWriter writer, IEnumerable<SyntheticSynapse> synapses)
    {
        string[] columns = [.. SyntheticSynapse.ColumnNames.Select((_, column) => ((char)('A' + column)).ToString())];
        writer.Write(Declaration);
        writer.Write($"<worksheet xmlns=\"{Main}\"><sheetData>\n");
        StringBuilder row = StartRow(1);
        for (int column = 0; column < columns.Length; column++)
        {
            AppendText(row, columns[column], 1, SyntheticSynapse.ColumnNames[column]);
        }

        EndRow(writer, row);
        double[] numbers = new double[columns.Length - 3];
        int line = 1;
        foreach (SyntheticSynapse synapse in synapses)
        {
            row = StartRow(++line);
            AppendText(row, columns[0], line, synapse.NeuronId);
            AppendText(row, columns[1], line, synapse.SynType);
            AppendNumber(row, columns[2], line, synapse.SynId);
            synapse.WriteNumbers(numbers);
            for (int index = 0; index < numbers.Length; index++)
            {
                AppendNumber(row, columns[index + 3], line, numbers[index]);
            }

            EndRow(writer, row);
        }

        writer.Write("</sheetData></worksheet>");
    }

    private static StringBuilder StartRow(int line) => new StringBuilder(1024).Append(CultureInfo.InvariantCulture, $"<row r=\"{line}\">");

    private static void EndRow(StreamWriter writer, StringBuilder row)
    {
        row.Append("</row>\n");
        writer.Write(row);
    }

    private static void AppendText(StringBuilder row, string column, int line, string text)
        => row.Append(CultureInfo.InvariantCulture, $"<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");

    private static void AppendNumber(StringBuilder row, string column, int line, double number)
        => row.Append(CultureInfo.InvariantCulture, $"<c r=\"{column}{line}\"><v>{number}</v></c>");
}
