using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>The keys of a table's rows, as text. A key with a missing part is none.</summary>
internal sealed class KeyTable
{
    private const char Between = '\u001F';
    private readonly string?[] keys;
    private readonly IReadOnlyList<string> columns;
    private Dictionary<string, int>? rowOfKey;

    public KeyTable(Table table, IReadOnlyList<string> columns)
    {
        this.columns = columns;
        TableColumn[] parts = [.. columns.Select(column => table[column])];
        keys = new string?[table.RowCount];
        for (int row = 0; row < keys.Length; row++)
        {
            keys[row] = Key(parts, row);
        }
    }

    public string? this[int row] => keys[row];

    /// <summary>Fails where a key stands in two rows.</summary>
    public void RequireUnique(Table table, string name)
    {
        ProblemCollector problems = new(name);
        rowOfKey = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int row = 0; row < keys.Length; row++)
        {
            if (keys[row] is string key && !rowOfKey.TryAdd(key, row))
            {
                RowPlace first = table.Place(rowOfKey[key]);
                problems.Row(
                    table.Place(row),
                    FormattableString.Invariant($"the key {NameList.Of(columns)} '{Shown(key)}' is in row {first.Row} already"),
                    "each key once",
                    "Take one of the rows out, or name further key columns.");
            }
        }

        problems.ThrowIfAny();
    }

    /// <summary>For each row its row in the other table, by key; −1 where it has none.</summary>
    public int[] RowsIn(KeyTable other, out int unmatched)
    {
        int[] rows = new int[keys.Length];
        unmatched = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = keys[row] is string key && other.rowOfKey!.TryGetValue(key, out int found) ? found : -1;
            unmatched += rows[row] < 0 ? 1 : 0;
        }

        return rows;
    }

    public static string Shown(string key) => ForeignText.Shown(key.Replace(Between, ' '));

    private static string? Key(TableColumn[] parts, int row)
    {
        if (parts.Length == 1)
        {
            string name = parts[0].Identity(row, out CellFault? fault);
            return fault is null ? name : null;
        }

        string[] names = new string[parts.Length];
        for (int part = 0; part < parts.Length; part++)
        {
            names[part] = parts[part].Identity(row, out CellFault? fault);
            if (fault is not null)
            {
                return null;
            }
        }

        return string.Join(Between, names);
    }
}
