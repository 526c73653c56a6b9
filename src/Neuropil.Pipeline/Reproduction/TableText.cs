using System.Text;

namespace Neuropil.Pipeline;

/// <summary>A row of a text: the line on which it begins, counted from 1, and its cells.</summary>
internal sealed record TextRow(int Line, IReadOnlyList<string> Cells);

/// <summary>A text file as rows and cells: tables by their separator (RFC 4180), any other text with its lines as cells.</summary>
internal static class TableText
{
    /// <summary>The rows of a file, or null where its extension says that it is no text.</summary>
    public static IReadOnlyList<TextRow>? Read(string path, string extension) => extension switch
    {
        ".csv" => Rows(File.ReadAllText(path), ','),
        ".tsv" => Rows(File.ReadAllText(path), '\t'),
        ".json" or ".txt" or ".md" => [.. File.ReadAllLines(path).Select((line, index) => new TextRow(index + 1, [line]))],
        _ => null,
    };

    public static bool HasHeader(string extension) => extension is ".csv" or ".tsv";

    private static List<TextRow> Rows(string text, char separator)
    {
        List<TextRow> rows = [];
        List<string> cells = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        int line = 1;
        int firstLine = 1;
        foreach (char letter in text)
        {
            line += letter == '\n' ? 1 : 0;
            isQuoted ^= letter == '"';
            if (!isQuoted && letter == separator)
            {
                EndCell();
            }
            else if (!isQuoted && letter == '\n')
            {
                EndRow();
            }
            else
            {
                cell.Append(letter);
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            EndRow();
        }

        return rows;

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add(new TextRow(firstLine, cells));
            cells = [];
            firstLine = line;
        }
    }
}
