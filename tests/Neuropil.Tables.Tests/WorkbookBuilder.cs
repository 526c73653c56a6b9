using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Neuropil.Tables.Tests;

/// <summary>Writes workbooks for tests, cell by cell, as other programs write them: shared strings, error cells, formulas, several sheets.</summary>
internal sealed class WorkbookBuilder
{
    private readonly List<(string Name, List<object?[]> Rows)> sheets = [];
    private readonly List<string> shared = [];

    /// <summary>Adds a sheet; a null row is left out of the file. Cells: text, number, bool, null, <see cref="Error"/> or <see cref="Formula"/>.</summary>
    public WorkbookBuilder Sheet(string name, params IEnumerable<object?[]?> rows)
    {
        sheets.Add((name, [.. rows.Select(row => row ?? [])]));
        return this;
    }

    public void Save(string path)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        StringBuilder names = new();
        StringBuilder targets = new();
        for (int sheet = 0; sheet < sheets.Count; sheet++)
        {
            names.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{sheets[sheet].Name}\" sheetId=\"{sheet + 1}\" r:id=\"rId{sheet + 1}\"/>");
            targets.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheet + 1}\" Type=\"{relations}/worksheet\" Target=\"/xl/worksheets/s{sheet + 1}.xml\"/>");
            Add(archive, $"xl/worksheets/s{sheet + 1}.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{Rows(sheets[sheet].Rows)}</sheetData></worksheet>");
        }

        Add(archive, "xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>{names}</sheets></workbook>");
        Add(
            archive,
            "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{targets}<Relationship Id=\"rIdS\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        Add(
            archive,
            "xl/sharedStrings.xml",
            $"<sst xmlns=\"{main}\">{string.Concat(shared.Select(text => $"<si><r><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></r><rPh><t>x</t></rPh></si>"))}</sst>");
    }

    private string Rows(List<object?[]> rows)
    {
        StringBuilder text = new();
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length == 0)
            {
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            for (int column = 0; column < rows[row].Length; column++)
            {
                string reference = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + column)}{row + 1}");
                text.Append(rows[row][column] switch
                {
                    null => string.Empty,
                    string value => $"<c r=\"{reference}\" t=\"s\"><v>{Shared(value)}</v></c>",
                    bool flag => $"<c r=\"{reference}\" t=\"b\"><v>{(flag ? 1 : 0)}</v></c>",
                    Error error => $"<c r=\"{reference}\" t=\"e\"><f>A1</f><v>{error.Code}</v></c>",
                    Formula => $"<c r=\"{reference}\"><f>A1+1</f></c>",
                    object number => $"<c r=\"{reference}\" s=\"0\"><v>{Convert.ToString(number, CultureInfo.InvariantCulture)}</v></c>",
                });
            }

            text.Append("</row>");
        }

        return text.ToString();
    }

    private int Shared(string text)
    {
        shared.Add(text);
        return shared.Count - 1;
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using StreamWriter writer = new(archive.CreateEntry(name).Open());
        writer.Write(text);
    }

    /// <summary>An error cell, as #N/A.</summary>
    public sealed record Error(string Code);

    /// <summary>A formula that was never computed.</summary>
    public sealed record Formula;
}
