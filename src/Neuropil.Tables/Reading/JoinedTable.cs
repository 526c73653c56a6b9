using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>A joined table: its columns for the rows of another.</summary>
internal sealed class JoinedTable : IDisposable
{
    private const int KeysTold = 5;
    private readonly TableJoin join;
    private readonly TableSource source;
    private readonly Dictionary<string, string> columnOfName = new(StringComparer.Ordinal);
    private readonly HashSet<string> unmatchedKeys = new(StringComparer.Ordinal);
    private Table? table;
    private KeyTable? keys;
    private long rowCount;
    private long unmatchedCount;

    /// <param name="join">The join.</param>
    /// <param name="request">The request it belongs to.</param>
    /// <param name="taken">The names that are taken; the join's are added.</param>
    /// <param name="others">Other names of columns; the join's qualified ones are added.</param>
    public JoinedTable(TableJoin join, TableRequest request, List<string> taken, Dictionary<string, string> others)
    {
        this.join = join;
        Dictionary<string, IReadOnlyList<string>> missing = new(request.Missing);
        foreach ((string column, IReadOnlyList<string> codes) in request.Missing)
        {
            if (column.StartsWith(join.Name + ".", StringComparison.Ordinal))
            {
                missing[column[(join.Name.Length + 1)..]] = codes;
            }
        }

        source = TableSource.Open(new TableRequest(join.Location)
        {
            Folder = request.Folder, Sheet = join.Sheet, Header = join.Header, Named = [.. join.Keys.Select(key => key.There)], Missing = missing, UseSchema = request.UseSchema,
        });
        Columns = [];
        foreach (string column in source.Columns)
        {
            if (join.Keys.Any(key => source.Resolve(key.There) == column))
            {
                others.TryAdd($"{join.Name}.{column}", join.Keys.First(key => source.Resolve(key.There) == column).Here);
                continue;
            }

            string qualified = $"{join.Name}.{column}";
            string name = taken.Contains(column) ? qualified : column;
            if (taken.Contains(name))
            {
                continue;
            }

            taken.Add(name);
            if (name != qualified)
            {
                others.TryAdd(qualified, name);
            }

            Columns.Add(name);
            columnOfName.Add(name, column);
        }
    }

    /// <summary>The names of the columns it adds.</summary>
    public List<string> Columns { get; }

    /// <summary>The key columns here.</summary>
    public IEnumerable<string> KeysHere => join.Keys.Select(key => key.Here);

    public string Name => join.Name;

    public IEnumerable<string> Notes => source.Notes;

    public IEnumerable<string> Paths => source.Paths;

    /// <summary>The wanted columns for the rows of a table.</summary>
    public IEnumerable<TableColumn> For(Table rows, IReadOnlyList<string> keysHere, IReadOnlySet<string> wanted, Execution execution)
    {
        if (table is null)
        {
            string[] there = [.. join.Keys.Select(key => key.There)];
            source.Require(there, $"join {join.Name}");
            table = source.Read([.. there, .. Columns.Where(wanted.Contains).Select(name => columnOfName[name])], execution);
            keys = new KeyTable(table, there);
            keys.RequireUnique(table, join.Location);
        }

        KeyTable here = new(rows, keysHere);
        int[] places = here.RowsIn(keys!, out int unmatched);
        if (rowCount == 0 && unmatched == rows.RowCount && rows.RowCount > 0)
        {
            string hereKeys = NameList.Of(Enumerable.Range(0, rows.RowCount).Select(row => here[row]).OfType<string>().Distinct(StringComparer.Ordinal).Take(3).Select(key => $"'{KeyTable.Shown(key)}'").DefaultIfEmpty("nothing"));
            string thereKeys = NameList.Of(Enumerable.Range(0, table.RowCount).Select(row => keys![row]).OfType<string>().Take(3).Select(key => $"'{KeyTable.Shown(key)}'").DefaultIfEmpty("nothing"));
            throw new TableException(new TableProblem(
                join.Location,
                $"the join {ForeignText.Shown(join.Name)} matches nothing: {NameList.Of(keysHere)} holds {hereKeys}, …, and {NameList.Of(join.Keys.Select(key => key.There))} holds {thereKeys}, …",
                "keys that stand in both tables, written alike",
                $"Correct the columns after 'on', as in '{ForeignText.Shown(join.Location)} on here:there'."));
        }

        rowCount += rows.RowCount;
        unmatchedCount += unmatched;
        for (int row = 0; row < places.Length && unmatched > 0 && unmatchedKeys.Count < 1000; row++)
        {
            if (places[row] < 0)
            {
                unmatchedKeys.Add(here[row] ?? string.Empty);
            }
        }

        return Columns.Where(wanted.Contains).Select(name => table[columnOfName[name]].Take(places).Named(name));
    }

    /// <summary>What is to be told after the last row.</summary>
    public IEnumerable<string> NotesAtEnd()
        => unmatchedCount == 0
            ? []
            : [string.Create(
                CultureInfo.InvariantCulture,
                $"The join {ForeignText.Shown(join.Name)} found no row for {unmatchedCount} of {rowCount} rows; its columns are blank there ({NameList.Of(join.Keys.Select(key => key.Here))} {NameList.Of(unmatchedKeys.Take(KeysTold).Select(key => key.Length == 0 ? "blank" : $"'{KeyTable.Shown(key)}'"))}{(unmatchedKeys.Count > KeysTold ? ", …" : string.Empty)}).")];

    public void Dispose() => source.Dispose();
}
