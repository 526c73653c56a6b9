using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>A table as a verb reads it: which columns are features, which rows can be used, what the rows are called.</summary>
internal sealed class InputTable
{
    /// <summary>The column that tells what is missing in rows that were left out.</summary>
    public const string Skipped = "Skipped";

    private readonly Arguments arguments;
    private readonly Table table;
    private readonly string path;
    private readonly bool hasHeader;
    private string[]? missing;

    private InputTable(Arguments arguments, Table table, string path, bool hasHeader)
    {
        this.arguments = arguments;
        this.table = table;
        this.path = path;
        this.hasHeader = hasHeader;
        Id = arguments.Text("id");
    }

    /// <summary>The column that names the rows; null: none.</summary>
    public string? Id { get; }

    /// <summary>The rows used, ascending; null: all.</summary>
    public int[]? Kept { get; private set; }

    /// <summary>Rows of the table.</summary>
    public int RowCount => table.RowCount;

    /// <summary>Rows that are used.</summary>
    public int KeptCount => Kept?.Length ?? RowCount;

    /// <summary>Reads the table that stands at a place among the files.</summary>
    public static InputTable Read(Arguments arguments, int file) => Read(arguments, arguments.File(file));

    /// <summary>Reads a table.</summary>
    public static InputTable Read(Arguments arguments, string path)
    {
        bool hasHeader = !arguments.Has("no-header");
        Table table = TableInput.Read(arguments, path, hasHeader);
        path = TableInput.Shown(path);
        if (table.RowCount == 0)
        {
            throw new TableException(new TableProblem(path, "has no rows", "a header row and at least one row of numbers", "Give a table with data."));
        }

        InputTable input = new(arguments, table, path, hasHeader);
        if (input.Id is string id)
        {
            input.RequireColumn(id);
        }

        return input;
    }

    /// <summary>The features of a fit: the columns that --columns names, or all but those that have another role.</summary>
    /// <param name="roles">The options that name columns with another role, as <c>label</c>.</param>
    public Features Features(params IReadOnlyCollection<string> roles)
    {
        string[] names = FeatureColumns(roles);
        Features features = new(this, Matrix(names), hasHeader ? FeatureNames.Of(names) : FeatureNames.Unknown);
        if (!arguments.Has("columns"))
        {
            WarnOfRowNumbers(names, features.Points);
        }

        return features;
    }

    /// <summary>The features that a model takes, in its order: by name where it has names and the table has, else by place.</summary>
    public Features Features(FeatureNames expected, params IReadOnlyCollection<string> roles)
    {
        string[] names = FeatureColumns(roles);
        if (expected.AreKnown && hasHeader)
        {
            names = Arranged(expected, names);
        }
        else
        {
            string why = hasHeader ? "the model holds no names" : "the table has no header";
            Notes.Note(arguments, $"columns are taken by place, for {why}: {Listed(names)}.");
        }

        return new Features(this, Matrix(names), expected);
    }

    /// <summary>A column of texts, of the rows used.</summary>
    public string[] Texts(string column)
    {
        RequireColumn(column);
        return Used(table.Texts(column));
    }

    /// <summary>The numbers of the column that --weights names, of the rows used; null without the option.</summary>
    public double[]? Weights()
    {
        if (arguments.Text("weights") is not string column)
        {
            return null;
        }

        RequireColumn(column);
        double[] weights = Used(NumberColumns.Read(table, path, [column], allowMissing: false).Column(0));
        int negative = Array.FindIndex(weights, weight => weight < 0);
        return negative < 0
            ? weights
            : throw new TableException(new TableProblem(
                path, FormattableString.Invariant($"{ForeignText.Shown(column)} is {weights[negative]}"), "a weight of 0 or more", "Correct the cell or leave the row out.")
            { Row = table.Place(RowOf(negative)).Row, Column = column });
    }

    /// <summary>A table of results: the column that names the rows first, then the results; what is told of rows left out last.</summary>
    public Table Output(params IEnumerable<TableColumn> results)
    {
        List<TableColumn> columns = [.. results];
        if (Id is string id)
        {
            if (columns.Any(column => column.Name == id))
            {
                throw arguments.Wrong($"--id {ForeignText.Shown(id)} has the name of a column of the output; rename it in {ForeignText.Escaped(path)}.");
            }

            columns.Insert(0, TableColumn.Texts(id, table.Texts(id)));
        }

        if (missing is not null)
        {
            columns.Add(TableColumn.Texts(Skipped, missing));
        }

        return new Table(columns);
    }

    /// <summary>The same where there may be no result at all, as with no cluster: then rows of numbers from 0, unless they have names.</summary>
    public Table RowOutput(IEnumerable<TableColumn> results)
    {
        TableColumn[] columns = [.. results];
        return Output(columns.Length > 0 || Id is not null ? columns : [TableColumn.Integers("Row", [.. Enumerable.Range(0, RowCount)])]);
    }

    /// <summary>What the rows named are called, as a column of a table whose rows are other than the input's; nothing without --id.</summary>
    /// <param name="name">The column's name, given that of the ids.</param>
    /// <param name="rows">Rows from 0; those beyond the table are blank.</param>
    public IEnumerable<TableColumn> Ids(Func<string, string> name, IEnumerable<int> rows)
    {
        if (Id is string id)
        {
            string[] ids = table.Texts(id);
            yield return TableColumn.Texts(name(id), [.. rows.Select(row => row < ids.Length ? ids[row] : "")]);
        }
    }

    /// <summary>A column of numbers for every row; blank where a row was left out.</summary>
    public TableColumn Numbers(string name, ReadOnlySpan<double> values)
    {
        if (Kept is null)
        {
            return TableColumn.Numbers(name, values.ToArray());
        }

        double[] all = new double[RowCount];
        all.AsSpan().Fill(double.NaN);
        for (int index = 0; index < Kept.Length; index++)
        {
            all[Kept[index]] = values[index];
        }

        return TableColumn.Numbers(name, all);
    }

    /// <summary>A column of integers for every row; blank where a row was left out.</summary>
    public TableColumn Integers(string name, ReadOnlySpan<int> values)
    {
        if (Kept is null)
        {
            return TableColumn.Integers(name, values.ToArray());
        }

        double[] numbers = new double[values.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = values[index];
        }

        return Numbers(name, numbers);
    }

    /// <summary>A column of texts for every row; blank where a row was left out.</summary>
    public TableColumn Texts(string name, IReadOnlyList<string> values)
    {
        if (Kept is null)
        {
            return TableColumn.Texts(name, values);
        }

        string[] all = new string[RowCount];
        all.AsSpan().Fill("");
        for (int index = 0; index < Kept.Length; index++)
        {
            all[Kept[index]] = values[index];
        }

        return TableColumn.Texts(name, all);
    }

    /// <summary>Cluster numbers as in files: from 1, noise −1.</summary>
    public TableColumn Clusters(string name, ReadOnlySpan<int> labels)
    {
        int[] numbers = labels.ToArray();
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = numbers[row] == Hdbscan.ClusterLabel.Noise ? -1 : numbers[row] + 1;
        }

        return Integers(name, numbers);
    }

    /// <summary>The columns of a matrix, one row for each that is used.</summary>
    public IEnumerable<TableColumn> Columns(Matrix values, Func<int, string> name)
        => Enumerable.Range(0, values.ColumnCount).Select(column => Numbers(name(column), values.Column(column)));

    /// <summary>Where a row that is used stands in the table, from 0.</summary>
    public int RowOf(int used) => Kept?[used] ?? used;

    private string[] FeatureColumns(IReadOnlyCollection<string> roles)
    {
        (string Option, string Column)[] others =
            [.. roles.Append("id").Where(arguments.Has).Select(option => (option, arguments.Required(option)))];
        foreach ((string option, string column) in others)
        {
            if (others.FirstOrDefault(other => other.Column == column && other.Option != option) is { Option: string twice })
            {
                throw arguments.Wrong($"--{option} and --{twice} both name the column '{ForeignText.Shown(column)}'; expected a column for each.");
            }
        }

        if (arguments.Names("columns") is string[] named)
        {
            foreach ((string option, string column) in others.Where(other => named.Contains(other.Column)))
            {
                throw arguments.Wrong($"--columns names '{ForeignText.Shown(column)}', which is the --{option}; expected features only. Leave it out of --columns.");
            }

            foreach (string column in named)
            {
                RequireColumn(column);
            }

            return named;
        }

        string[] columns = [.. table.Columns.Select(column => column.Name).Except(others.Select(other => other.Column))];
        return columns.Length > 0
            ? columns
            : throw new TableException(new TableProblem(path, "has no column of numbers", "at least one", "Give a table with features."));
    }

    private void RequireColumn(string column)
    {
        if (!table.Has(column))
        {
            string[] names = [.. table.Columns.Select(known => known.Name)];
            throw new TableException(new TableProblem(
                path,
                $"column '{ForeignText.Shown(column)}' is missing{NearestName.Suggestion(column, names)}",
                $"one of {Listed(names)}",
                "Name another column, or add it.")
            { Column = column });
        }
    }

    private string[] Arranged(FeatureNames expected, string[] given)
    {
        try
        {
            return expected.Match(given) is null ? given : [.. expected.Names];
        }
        catch (FeatureNamesException error)
        {
            string remedy = error.Missing.Count == 0 && !arguments.Has("columns") ? " Columns that are no features are left out by --columns, or carried along by --id." : "";
            throw new ArgumentException($"{path}: {Application.Text(error)}{remedy}");
        }
    }

    private Matrix Matrix(string[] names)
    {
        bool skips = arguments.Has("skip-missing");
        Matrix all = NumberColumns.Read(table, path, names, skips || arguments.Has("missing"));
        if (!skips)
        {
            return all;
        }

        missing = new string[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            ReadOnlySpan<double> values = all.Row(row);
            missing[row] = "";
            for (int column = 0; column < values.Length; column++)
            {
                if (double.IsNaN(values[column]))
                {
                    missing[row] += (missing[row].Length > 0 ? "; " : "") + names[column];
                }
            }
        }

        Kept = [.. Enumerable.Range(0, RowCount).Where(row => missing[row].Length == 0)];
        if (Kept.Length < RowCount)
        {
            Notes.Note(arguments, $"{RowCount - Kept.Length} of {RowCount} rows have missing values and are left out; column {Skipped} of the output tells which.");
        }

        return Kept.Length > 0
            ? all.SelectRows(Kept)
            : throw new TableException(new TableProblem(path, "has a missing value in every row", "rows without", "Choose other columns by --columns."));
    }

    /// <summary>A column that counts the rows is their name, not a feature: R, pandas and spreadsheets write such.</summary>
    private void WarnOfRowNumbers(string[] names, Matrix points)
    {
        for (int column = 0; column < names.Length && names.Length > 1 && points.RowCount > 2; column++)
        {
            int row = 1;
            while (row < points.RowCount && points[row, column] == points[0, column] + row)
            {
                row++;
            }

            if (row == points.RowCount)
            {
                Notes.Warning(
                    $"{path}: column '{ForeignText.Shown(names[column])}' counts the rows and is used as a feature; --id \"{ForeignText.Shown(names[column])}\" takes it for their names.");
            }
        }
    }

    private T[] Used<T>(T[] values) => Kept is null ? values : Array.ConvertAll(Kept, row => values[row]);

    private static string Listed(IReadOnlyList<string> names)
        => string.Join(", ", names.Take(10).Select(ForeignText.Shown)) + (names.Count > 10 ? $" and {names.Count - 10} more" : "");
}
