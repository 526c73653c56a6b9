using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>
/// A table of named columns, as every stage reads and writes them: CSV by RFC 4180, UTF-8 without a mark, LF, invariant culture, numbers
/// as short as they can be read back; Parquet beside it where the table is large.
/// </summary>
public sealed class Table
{
    /// <summary>From this number of rows on, <see cref="Write"/> puts a Parquet file beside the CSV.</summary>
    public const int ParquetFrom = 100_000;

    private readonly Dictionary<string, TableColumn> byName = new(StringComparer.Ordinal);
    private readonly RowPlaces? places;
    private readonly IReadOnlyDictionary<string, string>? names;

    /// <summary>A table of columns of equal length.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or two columns have one name.</exception>
    public Table(params IEnumerable<TableColumn> columns)
    {
        Columns = [.. columns];
        RowCount = Columns.Count == 0 ? 0 : Columns[0].Length;
        foreach (TableColumn column in Columns)
        {
            if (column.Length != RowCount)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Column '{column.Name}' has {column.Length} rows; expected {RowCount}, as '{Columns[0].Name}' has."),
                    nameof(columns));
            }

            if (!byName.TryAdd(column.Name, column))
            {
                throw new ArgumentException($"Two columns are named '{column.Name}'; expected each name once.", nameof(columns));
            }
        }
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Number of rows, the header not counted.</summary>
    public int RowCount { get; private init; }

    /// <summary>What errors call the table: the file it was read from.</summary>
    public string Source { get; private init; } = "table";

    /// <summary>The column of that name; null where there is none. Where names stand over two rows, the lower one alone is enough if it is the only one.</summary>
    public TableColumn? Find(string column) => byName.GetValueOrDefault(column);

    /// <summary>The column of that name.</summary>
    /// <exception cref="TableException">There is no such column.</exception>
    public TableColumn this[string column] => Column(column);

    /// <summary>Whether there is a column of that name.</summary>
    public bool Has(string column) => byName.ContainsKey(column);

    /// <summary>Where a row stands: the file, sheet and row that errors name.</summary>
    public RowPlace Place(int row) => places is null ? new RowPlace(Source, null, row + 2) : places[row];

    internal RowPlaces? Places => places;

    /// <summary>The same rows with other columns.</summary>
    internal Table With(IEnumerable<TableColumn> columns) => Of(columns, Source, places ?? RowPlaces.Of(Source, null, 2, RowCount), names);

    /// <summary>Some of the rows, in the order given, with their places.</summary>
    public Table Take(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RowPlaces taken = new();
        foreach (int row in rows)
        {
            RowPlace place = Place(row);
            taken.Add(place.File, place.Sheet, place.Row);
        }

        return Of(Columns.Select(column => column.Take(rows)), Source, taken, names);
    }

    /// <summary>Tables of the same columns one below the other.</summary>
    public static Table Stacked(IReadOnlyList<Table> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return tables.Count == 0 ? new Table() : new Table(tables[0].Columns.Select(column => JoinedColumn.Of(column.Name, [.. tables.Select(table => table[column.Name])])));
    }

    /// <summary>A column's fields as texts.</summary>
    public string[] Texts(string column)
    {
        TableColumn found = Column(column);
        return Values(found.Text);
    }

    /// <summary>A column's fields as numbers; NaN where a field is empty.</summary>
    /// <exception cref="TableException">There is no such column, or a field is no number.</exception>
    public double[] Numbers(string column)
    {
        TableColumn found = Column(column);
        ProblemCollector problems = new(Source, null);
        double[] values = new double[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            if (!found.TryNumber(row, out values[row]))
            {
                NotANumber(problems, found, row, "a number");
            }
        }

        problems.ThrowIfAny();
        return values;
    }

    /// <summary>A column's fields as integers.</summary>
    /// <exception cref="TableException">There is no such column, or a field is no integer of 32 bits.</exception>
    public int[] Integers(string column)
    {
        TableColumn found = Column(column);
        ProblemCollector problems = new(Source, null);
        int[] values = new int[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            if (found.TryNumber(row, out double value) && value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue)
            {
                values[row] = (int)value;
            }
            else
            {
                NotANumber(problems, found, row, "an integer");
            }
        }

        problems.ThrowIfAny();
        return values;
    }

    /// <summary>Columns side by side as a matrix of finite numbers: every column, where none is named.</summary>
    /// <exception cref="TableException">A column is missing, or fields are no finite numbers: all of them together.</exception>
    public Matrix Matrix(params IReadOnlyCollection<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        TableColumn[] chosen = columns.Count == 0 ? [.. Columns] : [.. columns.Select(Column)];
        ProblemCollector problems = new(Source, null);
        double[] values = new double[RowCount * chosen.Length];
        for (int row = 0; row < RowCount; row++)
        {
            for (int column = 0; column < chosen.Length; column++)
            {
                if (!chosen[column].TryNumber(row, out double value) || !double.IsFinite(value))
                {
                    NotANumber(problems, chosen[column], row, "a finite number");
                }

                values[(row * chosen.Length) + column] = value;
            }
        }

        problems.ThrowIfAny();
        return new Matrix(RowCount, chosen.Length, values);
    }

    /// <summary>Writes the CSV, and the Parquet file beside it (same name, .parquet) from <see cref="ParquetFrom"/> rows on.</summary>
    public void Write(string path)
    {
        WriteCsv(path);
        if (RowCount >= ParquetFrom)
        {
            WriteParquet(Path.ChangeExtension(path, ".parquet"));
        }
    }

    /// <summary>Writes the table as CSV.</summary>
    public void WriteCsv(string path)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        WriteCsv(stream);
    }

    /// <summary>Writes the table as CSV; leaves the stream open.</summary>
    public void WriteCsv(Stream stream)
    {
        using TableSink sink = TableSink.Csv(stream);
        sink.Write(this);
        sink.Complete();
    }

    /// <summary>Writes the table as Parquet: texts as strings, numbers as doubles (empty: NaN), integers as 32 bits.</summary>
    public void WriteParquet(string path)
    {
        using FileStream stream = File.Create(path);
        using TableSink sink = TableSink.Parquet(stream);
        sink.Write(this);
        sink.Complete();
    }

    /// <summary>Reads a CSV with a header row; every row must have as many fields as the header.</summary>
    /// <exception cref="TableException">The file is missing, or no such table: all its problems together.</exception>
    public static Table ReadCsv(string path)
    {
        FileInspection.RequireFile(path);
        FileInspection.RequireContent(path, FileContent.Text);
        using RowSource rows = CsvRows.Open(path, (byte)',');
        return CsvTables.ReadAll(rows, path);
    }

    /// <summary>Reads a CSV with a header row from a stream; leaves the stream open.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="TableException">It is no such table: all its problems together.</exception>
    public static Table ReadCsv(Stream stream, string name)
    {
        using RowSource rows = CsvRows.Open(stream, name, (byte)',');
        return CsvTables.ReadAll(rows, name);
    }

    internal static Table Of(IEnumerable<TableColumn> columns, string source) => new(columns) { Source = source };

    /// <summary>A table whose rows come from the places told, and whose columns have other names too.</summary>
    internal static Table Of(IEnumerable<TableColumn> columns, string source, RowPlaces places, IReadOnlyDictionary<string, string>? names = null)
        => new(columns, places, names) { Source = source };

    private Table(IEnumerable<TableColumn> columns, RowPlaces places, IReadOnlyDictionary<string, string>? names)
        : this(columns)
    {
        this.places = places;
        this.names = names;
        RowCount = places.Count;
        foreach ((string other, string name) in names ?? new Dictionary<string, string>())
        {
            if (byName.TryGetValue(name, out TableColumn? column))
            {
                byName.TryAdd(other, column);
            }
        }
    }

    private void NotANumber(ProblemCollector problems, TableColumn column, int row, string expected)
    {
        _ = column.Number(row, out CellFault? fault);
        fault ??= new CellFault(FaultKind.Value, $"is '{ForeignText.Shown(column.Text(row))}'", "Correct the cell or leave the row out.");
        problems.Cell(Place(row), column.Name, column.Text(row), fault, expected);
    }

    private TableColumn Column(string name)
        => byName.TryGetValue(name, out TableColumn? column)
            ? column
            : throw new TableException(new TableProblem(
                Source,
                $"column '{name}' is missing{NearestName.Suggestion(name, Columns.Select(other => other.Name))}",
                "one of " + NameList.Of(Columns.Select(other => other.Name)),
                "Rename or add the column.")
            { Column = name });

    private T[] Values<T>(Func<int, T> value)
    {
        T[] values = new T[RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = value(row);
        }

        return values;
    }
}
