using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>
/// A table that is open for reading: one or more files and sheets, placeholders, patterns and joins made one table of named columns.
/// Opening looks at headers alone; <see cref="Chunks"/> streams the rows in constant memory, <see cref="Read"/> reads them all.
/// </summary>
/// <example><code>
/// using TableSource source = TableSource.Open(new TableRequest("synapses.csv") { Joins = [TableJoin.Parse("Somata", "somata.csv on post_root_id:pt_root_id")] });
/// foreach (Table rows in source.Chunks(["id", "size", "cell_type"])) { … rows["size"].Number(0, out CellFault? fault) … }
/// </code></example>
public sealed class TableSource : IDisposable
{
    /// <summary>The usual number of rows of a chunk.</summary>
    public const int RowsPerChunk = 1 << 16;

    private const string SheetColumn = "sheet";
    private const int ChunksAhead = 2;
    private readonly TableRequest request;
    private readonly IReadOnlyList<Locations.Found> found;
    private readonly List<TableFile> files = [];
    private readonly List<TableRequest> requests = [];
    private readonly List<TableSchema?> schemas = [];
    private readonly List<JoinedTable> joins = [];
    private readonly List<string> columns = [];
    private readonly List<string> notes = [];
    private readonly Dictionary<string, string> others = new(StringComparer.Ordinal);
    private readonly HashSet<string> ambiguous = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> placeholders;

    private TableSource(TableRequest request)
    {
        this.request = request;
        placeholders = Locations.Placeholders(request.Location);
        found = Locations.Files(request.Location, request.Folder);
    }

    /// <summary>The names of all columns, in the order of the files; then placeholders, the sheet, patterns and joins.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The files, in the order they are read, as errors call them.</summary>
    public IReadOnlyList<string> Files => [.. found.Select(file => file.Name)];

    /// <summary>The full paths of all files that are read, the joined tables' too.</summary>
    public IReadOnlyList<string> Paths => [.. found.Select(file => file.Path), .. joins.SelectMany(join => join.Paths)];

    /// <summary>What errors call the table: its file, or its location.</summary>
    public string Name => found.Count == 1 ? found[0].Name : request.Location;

    /// <summary>What was found and is to be told: separators, hidden sheets, joins without a match. Complete after the last row.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The full paths of the files that a location names, in the order they are read: what a table is made of, without opening it.</summary>
    /// <exception cref="TableException">There is none.</exception>
    public static IReadOnlyList<string> FilesOf(string location, string folder = "") => [.. Locations.Files(location, folder).Select(file => file.Path)];

    /// <summary>Where the Frictionless Table Schema of a file would be: <c>NAME.schema.json</c> beside it.</summary>
    public static string SchemaPathOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.ChangeExtension(plain, null) + ".schema.json";
    }

    /// <summary>Opens a table and reads its headers.</summary>
    /// <exception cref="TableException">A file is missing, damaged, or has no header.</exception>
    public static TableSource Open(TableRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TableSource source = new(request);
        try
        {
            source.ReadHeaders();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The column that a name means: itself, <c>JOIN.column</c>, or the lower of two names; null where there is none.</summary>
    public string? Resolve(string name) => columns.Contains(name) ? name : others.GetValueOrDefault(name);

    /// <summary>Whether no two columns of a file have this name.</summary>
    public bool IsUnambiguous(string name) => !ambiguous.Contains(name);

    /// <summary>Fails where a column is missing, or where several have its name.</summary>
    /// <param name="names">The columns.</param>
    /// <param name="wantedBy">Who wants them, for the message, as <c>[Columns] Neuron</c>.</param>
    /// <exception cref="TableException">All the problems together, with the nearest name for each.</exception>
    public void Require(IEnumerable<string> names, string? wantedBy = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ProblemCollector problems = new(Name);
        string by = wantedBy is null ? string.Empty : $" for {wantedBy}";
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            if (ambiguous.Contains(name))
            {
                problems.Column(name, $"several columns are named '{ForeignText.Shown(name)}'{by}", "one column of that name", "Rename all but one of them.");
            }
            else if (Resolve(name) is null)
            {
                problems.Column(
                    name,
                    $"column '{ForeignText.Shown(name)}'{by} is missing{NearestName.Suggestion(name, columns)}",
                    "one of " + NameList.Of(columns),
                    "Correct the name, or add the column.");
            }
        }

        problems.ThrowIfAny();
    }

    /// <summary>The rows, some at a time, in the order of the files. Memory does not grow with their number.</summary>
    /// <param name="wanted">The columns to read; null: all. Each chunk has them in this order.</param>
    /// <param name="execution">Cancellation.</param>
    /// <param name="rowCount">Rows of a chunk, at most.</param>
    /// <returns>Tables of the same columns, each with at least one row.</returns>
    /// <exception cref="TableException">A column is missing, a file is damaged, a join does not work.</exception>
    public IEnumerable<Table> Chunks(IReadOnlyCollection<string>? wanted = null, Execution? execution = null, int rowCount = RowsPerChunk)
    {
        Require(wanted ?? []);
        Require(request.Patterns.Select(pattern => pattern.Source), "a pattern");
        string[] chosen = wanted is null ? [.. columns] : [.. wanted.Select(name => Resolve(name)!).Distinct(StringComparer.Ordinal)];
        execution ??= Execution.Default;
        return ReadAhead.Of(ReadChunks(chosen, Needed(chosen), execution, rowCount), ChunksAhead, execution.Cancellation);
    }

    /// <summary>All the rows.</summary>
    /// <param name="wanted">The columns to read; null: all.</param>
    /// <param name="execution">Cancellation.</param>
    /// <exception cref="TableException">As for <see cref="Chunks"/>.</exception>
    public Table Read(IReadOnlyCollection<string>? wanted = null, Execution? execution = null)
    {
        List<Table> chunks = [.. Chunks(wanted, execution)];
        string[] chosen = wanted is null ? [.. columns] : [.. wanted.Select(name => Resolve(name)!).Distinct(StringComparer.Ordinal)];
        if (chunks.Count == 1)
        {
            return chunks[0];
        }

        RowPlaces places = new();
        foreach (Table chunk in chunks)
        {
            places.AddRange(chunk.Places!);
        }

        return Table.Of(chosen.Select(name => JoinedColumn.Of(name, [.. chunks.Select(chunk => chunk[name])])), Name, places, others);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (JoinedTable join in joins)
        {
            join.Dispose();
        }

        foreach (TableFile file in files)
        {
            file.Dispose();
        }
    }

    private void ReadHeaders()
    {
        foreach (Locations.Found file in found)
        {
            files.Add(TableFile.Open(file.Path, file.Name));
            schemas.Add(request.UseSchema ? TableSchema.Beside(file.Path, file.Name) : null);
            requests.Add(schemas[^1] is TableSchema schema ? request with { MissingEverywhere = schema.MissingValues } : request);
            if (schemas[^1] is not null)
            {
                notes.Add($"{ForeignText.Escaped(file.Name)}: its schema {ForeignText.Escaped(Path.GetFileName(SchemaPathOf(file.Path)))} is honoured.");
            }

            using FileParts parts = FileParts.Open(files[^1], requests[^1], notes);
            foreach ((_, TablePart part) in parts.Parts)
            {
                foreach (string name in part.Header.Names)
                {
                    Add(name);
                }

                ambiguous.UnionWith(part.Header.Ambiguous);
                foreach ((string other, string name) in part.Header.Others)
                {
                    others.TryAdd(other, name);
                }
            }
        }

        foreach (string placeholder in placeholders)
        {
            Add(placeholder);
        }

        if (request.Sheet.Stacks)
        {
            Add(SheetColumn);
        }

        foreach (string group in request.Patterns.SelectMany(pattern => pattern.Groups))
        {
            Add(group);
        }

        foreach (TableJoin join in request.Joins)
        {
            joins.Add(new JoinedTable(join, request, columns, others));
            notes.AddRange(joins[^1].Notes);
        }
    }

    private void Add(string column)
    {
        if (!columns.Contains(column))
        {
            columns.Add(column);
        }
    }

    /// <summary>The chosen columns, and those that joins and patterns need for them.</summary>
    private HashSet<string> Needed(string[] chosen)
    {
        HashSet<string> needed = [.. chosen];
        for (int index = joins.Count - 1; index >= 0; index--)
        {
            if (joins[index].Columns.Exists(needed.Contains))
            {
                Require(joins[index].KeysHere, $"the join {joins[index].Name}");
                needed.UnionWith(joins[index].KeysHere.Select(name => Resolve(name)!));
            }
        }

        foreach (ColumnPattern pattern in request.Patterns.Reverse())
        {
            if (pattern.Groups.Any(needed.Contains))
            {
                needed.Add(Resolve(pattern.Source)!);
            }
        }

        return needed;
    }

    private IEnumerable<Table> ReadChunks(string[] chosen, HashSet<string> needed, Execution execution, int rowCount)
    {
        long[] unmatched = new long[request.Patterns.Count];
        for (int index = 0; index < files.Count; index++)
        {
            List<string> told = [];
            SchemaChecks? checks = schemas[index] is TableSchema schema ? new SchemaChecks(schema, files[index].Name) : null;
            using FileParts parts = FileParts.Open(files[index], requests[index], told);
            foreach ((string? sheet, TablePart part) in parts.Parts)
            {
                checks?.CheckHeader(part.Header);
                while (part.Read(needed, rowCount, execution.Cancellation) is Table rows)
                {
                    checks?.Check(rows);
                    yield return Complete(rows, index, sheet, chosen, needed, unmatched, execution);
                }
            }

            notes.AddRange(told.Where(note => !notes.Contains(note)));
        }

        for (int pattern = 0; pattern < unmatched.Length; pattern++)
        {
            if (unmatched[pattern] > 0)
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The pattern '{ForeignText.Shown(request.Patterns[pattern].Pattern)}' does not fit {ForeignText.Shown(request.Patterns[pattern].Source)} in {unmatched[pattern]} rows; {NameList.Of(request.Patterns[pattern].Groups)} is blank there."));
            }
        }

        notes.AddRange(joins.SelectMany(join => join.NotesAtEnd()));
    }

    private Table Complete(Table rows, int file, string? sheet, string[] chosen, HashSet<string> needed, long[] unmatched, Execution execution)
    {
        Dictionary<string, TableColumn> cells = rows.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        for (int index = 0; index < placeholders.Count; index++)
        {
            string value = index < found[file].Values.Count ? found[file].Values[index] : string.Empty;
            cells[placeholders[index]] = new ConstantColumn(placeholders[index], value, rows.RowCount, request.MissingOf(placeholders[index]));
        }

        if (request.Sheet.Stacks)
        {
            cells[SheetColumn] = new ConstantColumn(SheetColumn, sheet ?? string.Empty, rows.RowCount, request.MissingOf(SheetColumn));
        }

        ApplyPatterns(rows, cells, needed, unmatched);
        foreach (JoinedTable join in joins)
        {
            if (join.Columns.Exists(needed.Contains))
            {
                string[] keys = [.. join.KeysHere.Select(name => Resolve(name)!)];
                foreach (TableColumn column in join.For(rows.With(keys.Select(key => ColumnOf(cells, key, rows.RowCount))), keys, needed, execution))
                {
                    cells[column.Name] = column;
                }

                ApplyPatterns(rows, cells, needed, unmatched);
            }
        }

        return Table.Of(chosen.Select(name => ColumnOf(cells, name, rows.RowCount)), Name, rows.Places!, others);
    }

    private void ApplyPatterns(Table rows, Dictionary<string, TableColumn> cells, HashSet<string> needed, long[] unmatched)
    {
        for (int index = 0; index < request.Patterns.Count; index++)
        {
            ColumnPattern pattern = request.Patterns[index];
            if (pattern.Groups.Any(needed.Contains) && !cells.ContainsKey(pattern.Groups[0]) && cells.TryGetValue(Resolve(pattern.Source)!, out TableColumn? source))
            {
                (TableColumn[] taken, int missed) = pattern.Apply(rows, source);
                unmatched[index] += missed;
                foreach (TableColumn column in taken)
                {
                    cells[column.Name] = column;
                }
            }
        }
    }

    private TableColumn ColumnOf(Dictionary<string, TableColumn> cells, string name, int rowCount)
        => cells.TryGetValue(name, out TableColumn? column) ? column : new ConstantColumn(name, string.Empty, rowCount, request.MissingOf(name));

}
