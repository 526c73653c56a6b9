using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>Reads numeric tables.</summary>
internal static class InputTables
{
    /// <summary>The columns of a CSV that --columns names, or all of them, as finite numbers.</summary>
    public static Matrix Points(Arguments arguments, int file)
    {
        string path = arguments.File(file);
        Table table = Table.ReadCsv(path);
        return table.Matrix(Columns(table, path, arguments));
    }

    /// <summary>The columns that --columns names, in that order, or all but those left out.</summary>
    public static string[] Columns(Table table, string path, Arguments arguments, params IReadOnlyCollection<string> except)
    {
        if (table.RowCount == 0)
        {
            throw new TableException(new TableProblem(path, "has no rows", "a header row and at least one row of numbers", "Give a table with data."));
        }

        if (arguments.Text("columns") is string named)
        {
            return named.Split(',', StringSplitOptions.TrimEntries);
        }

        string[] columns = [.. table.Columns.Select(column => column.Name).Except(except)];
        return columns.Length > 0
            ? columns
            : throw new TableException(new TableProblem(path, "has no column of numbers", "at least one", "Give a table with features."));
    }

    /// <summary>Opens a model for reading.</summary>
    public static T Model<T>(string path, Func<Stream, string, T> load)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} is not there; expected a model that a fit wrote with --model or --out.");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return load(stream, path);
    }
}
