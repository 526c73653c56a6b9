using System.Globalization;
using System.Security;
using System.Text;

namespace Neuropil.Tables;

/// <summary>
/// Writes tables as a workbook (.xlsx), one sheet each, and a sheet that tells what the columns mean; the same bytes each time. Texts are
/// texts whatever they begin with: no cell becomes a formula. Whole numbers of more than 15 digits are texts, so that no spreadsheet rounds them.
/// </summary>
public static class WorkbookWriter
{
    /// <summary>The most rows of a sheet, the header included.</summary>
    public const int MostRows = 1_048_576;

    private const int LongestName = 31;
    private const int LongestText = 32_767;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// <summary>Writes the workbook.</summary>
    /// <exception cref="ArgumentException">There is no sheet, or a table is longer or wider than a sheet.</exception>
    public static void Write(string path, IReadOnlyList<WorkbookSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        if (sheets.Count == 0)
        {
            throw new ArgumentException("There is no sheet; expected at least one.", nameof(sheets));
        }

        List<(string Name, Table Table)> all = Named(sheets);
        foreach ((string name, Table table) in all)
        {
            if (table.RowCount >= MostRows || table.Columns.Count > TableLimits.Columns)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"'{name}' has {table.RowCount} rows and {table.Columns.Count} columns; a sheet holds {MostRows - 1} and {TableLimits.Columns}. Write CSV or Parquet instead."),
                    nameof(sheets));
            }
        }

        using FileStream stream = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        using StoredArchive archive = new(stream);
        Add(archive, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{Each(all, index => $"<Override PartName=\"/xl/worksheets/sheet{index}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")}</Types>");
        Add(archive, "_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Add(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{Each(all, index => $"<sheet name=\"{Escape(all[index - 1].Name)}\" sheetId=\"{index}\" r:id=\"rId{index}\"/>")}</sheets></workbook>");
        Add(archive, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{Each(all, index => $"<Relationship Id=\"rId{index}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{index}.xml\"/>")}<Relationship Id=\"rIdStyles\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");

        // Style 1: bold, for names. Style 2: text that begins like a formula, marked as text for editing.
        Add(archive, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        for (int index = 0; index < all.Count; index++)
        {
            Table table = all[index].Table;
            archive.Add(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{index + 1}.xml"), part => WriteSheet(part, table));
        }
    }

    /// <summary>Whether a spreadsheet would take the text for a formula where it is typed or read from a CSV.</summary>
    public static bool LooksLikeFormula(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && (text[0] is '=' or '@' or '\t' or '\r' || (text[0] is '+' or '-' && !TableNumber.TryParse(Encoding.UTF8.GetBytes(text), out _)));
    }

    private static List<(string Name, Table Table)> Named(IReadOnlyList<WorkbookSheet> sheets)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        List<(string, Table)> all = [.. sheets.Select(sheet => (Unique(sheet.Name, taken), sheet.Table))];
        (string Sheet, string Column, string Meaning)[] meanings =
        [
            .. sheets.SelectMany((sheet, index) => sheet.Table.Columns.Where(column => sheet.Meanings.ContainsKey(column.Name)).Select(column => (all[index].Item1, column.Name, sheet.Meanings[column.Name]))),
        ];
        if (meanings.Length > 0)
        {
            all.Add((Unique("Columns", taken), new Table(
                TableColumn.Texts("Sheet", [.. meanings.Select(meaning => meaning.Sheet)]),
                TableColumn.Texts("Column", [.. meanings.Select(meaning => meaning.Column)]),
                TableColumn.Texts("Meaning", [.. meanings.Select(meaning => meaning.Meaning)]))));
        }

        return all;
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        string plain = string.Concat(name.Select(letter => letter is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(letter) ? '_' : letter)).Trim('\'', ' ');
        plain = plain.Length == 0 ? "Sheet" : plain;
        string unique = plain.Length > LongestName ? plain[..LongestName] : plain;
        for (int number = 2; !taken.Add(unique); number++)
        {
            string suffix = string.Create(CultureInfo.InvariantCulture, $" {number}");
            unique = plain[..Math.Min(plain.Length, LongestName - suffix.Length)] + suffix;
        }

        return unique;
    }

    private static void WriteSheet(Stream part, Table table)
    {
        using StreamWriter writer = new(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        writer.Write(Head);
        writer.Write($"<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>\n<row r=\"1\">");
        string[] letters = [.. Enumerable.Range(0, table.Columns.Count).Select(Letters)];
        for (int column = 0; column < letters.Length; column++)
        {
            WriteText(writer, letters[column], 1, table.Columns[column].Name, style: 1);
        }

        writer.Write("</row>\n");
        for (int row = 0; row < table.RowCount; row++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row + 2}\">"));
            for (int column = 0; column < letters.Length; column++)
            {
                WriteCell(writer, letters[column], row + 2, table.Columns[column], row);
            }

            writer.Write("</row>\n");
        }

        writer.Write("</sheetData></worksheet>");
    }

    private static void WriteCell(StreamWriter writer, string letters, int line, TableColumn column, int row)
    {
        string text = column.Text(row);
        if (text.Length == 0)
        {
            return;
        }

        const int KeptDigits = 15;
        if (column.Kind(row) == CellKind.Number && column.TryNumber(row, out double number) && double.IsFinite(number)
            && (column.Stored is not (StoredKind.Long or StoredKind.Unsigned or StoredKind.Text) || text.Length <= KeptDigits))
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{letters}{line}\"><v>{number}</v></c>"));
        }
        else
        {
            WriteText(writer, letters, line, text, style: LooksLikeFormula(text) ? 2 : 0);
        }
    }

    private static void WriteText(StreamWriter writer, string letters, int line, string text, int style)
    {
        string kept = text.Length > LongestText ? text[..(LongestText - 1)] + "…" : text;
        writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<c r=\"{letters}{line}\"{(style == 0 ? string.Empty : $" s=\"{style}\"")} t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(kept)}</t></is></c>"));
    }

    private static string Letters(int column)
    {
        string letters = string.Empty;
        for (int rest = column; rest >= 0; rest = (rest / 26) - 1)
        {
            letters = (char)('A' + (rest % 26)) + letters;
        }

        return letters;
    }

    private static string Escape(string text) => SecurityElement.Escape(EscapedText.Encode(text)) ?? string.Empty;

    private static string Each(List<(string, Table)> sheets, Func<int, FormattableString> piece)
        => string.Concat(Enumerable.Range(1, sheets.Count).Select(index => FormattableString.Invariant(piece(index))));

    private static void Add(StoredArchive archive, string name, string xml) => archive.Add(name, part => part.Write(Encoding.UTF8.GetBytes(Head + xml)));
}
