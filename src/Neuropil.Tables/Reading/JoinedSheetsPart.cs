using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Sheets side by side, joined by key: the rows of the first, with the others' columns. A column of a name that is taken is called <c>Sheet.Column</c>.</summary>
internal sealed class JoinedSheetsPart : TablePart
{
    private readonly IReadOnlyList<TablePart> parts;
    private readonly IReadOnlyList<string> sheets;
    private readonly IReadOnlyList<string> keys;
    private readonly List<string> notes;
    private readonly string file;
    private readonly List<(int Part, string Column)> columns = [];
    private bool isRead;

    public JoinedSheetsPart(IReadOnlyList<TablePart> parts, IReadOnlyList<string> sheets, IReadOnlyList<string> keys, string file, List<string> notes)
    {
        (this.parts, this.sheets, this.keys, this.file, this.notes) = (parts, sheets, keys, file, notes);
        List<string> names = [];
        Dictionary<string, string> others = new(StringComparer.Ordinal);
        for (int part = 0; part < parts.Count; part++)
        {
            foreach (string column in parts[part].Header.Names)
            {
                if (part > 0 && keys.Any(key => parts[part].Header.Resolve(key) == column))
                {
                    continue;
                }

                string qualified = $"{sheets[part]}.{column}";
                string name = names.Contains(column) ? qualified : column;
                if (name != qualified)
                {
                    others.TryAdd(qualified, name);
                }

                names.Add(name);
                columns.Add((part, column));
            }

            foreach ((string other, string name) in parts[part].Header.Others)
            {
                others.TryAdd(other, name);
            }
        }

        Header = new TableHeader { Names = names, Others = others, Ambiguous = parts[0].Header.Ambiguous };
    }

    public override TableHeader Header { get; }

    public override Table? Read(IReadOnlySet<string> wanted, int rowCount, CancellationToken cancellation)
    {
        if (isRead)
        {
            return null;
        }

        isRead = true;
        List<TableColumn> found = [];
        Table? first = null;
        KeyTable? keysHere = null;
        for (int part = 0; part < parts.Count; part++)
        {
            string[] partKeys = [.. keys.Select(key => parts[part].Header.Resolve(key) ?? throw MissingKey(part, key))];
            HashSet<string> needed = [.. partKeys];
            (string Name, string Column)[] chosen = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column].Part == part && wanted.Contains(Header.Names[column])).Select(column => (Header.Names[column], columns[column].Column))];
            needed.UnionWith(chosen.Select(column => column.Column));
            Table? sheet = parts[part].Read(needed, int.MaxValue, cancellation);
            if (part == 0)
            {
                if (sheet is null)
                {
                    return null;
                }

                first = sheet;
                keysHere = new KeyTable(sheet, partKeys);
                keysHere.RequireUnique(sheet, $"{file}, sheet '{sheets[0]}'");
                found.AddRange(chosen.Select(column => sheet[column.Column].Named(column.Name)));
                continue;
            }

            if (sheet is null)
            {
                throw new TableException(new TableProblem(file, "has a header and no rows", "rows to join", "Fill the sheet, or leave it out of Sheet.") { Sheet = sheets[part] });
            }

            KeyTable there = new(sheet, partKeys);
            there.RequireUnique(sheet, $"{file}, sheet '{sheets[part]}'");
            int[] rows = keysHere!.RowsIn(there, out int unmatched);
            if (unmatched == rows.Length)
            {
                throw new TableException(new TableProblem(
                    file,
                    $"no {NameList.Of(keys)} of the sheet '{ForeignText.Shown(sheets[0])}' is in the sheet '{ForeignText.Shown(sheets[part])}'",
                    "sheets that share their keys",
                    "Correct the columns after 'by' in Sheet."));
            }

            if (unmatched > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{ForeignText.Escaped(file)}: {unmatched} of {rows.Length} rows of the sheet '{ForeignText.Shown(sheets[0])}' have no row in '{ForeignText.Shown(sheets[part])}'; its columns are blank there."));
            }

            found.AddRange(chosen.Select(column => sheet[column.Column].Take(rows).Named(column.Name)));
        }

        return Table.Of(found, file, first!.Places!);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (TablePart part in parts)
        {
            part.Dispose();
        }
    }

    private TableException MissingKey(int part, string key)
        => new(new TableProblem(
            file,
            $"has no column '{ForeignText.Shown(key)}' to join by{NearestName.Suggestion(key, parts[part].Header.Names)}",
            "one of " + NameList.Of(parts[part].Header.Names),
            "Correct the columns after 'by' in Sheet.")
        { Sheet = sheets[part], Column = key });
}
