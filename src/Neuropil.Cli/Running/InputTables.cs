using Neuropil.Numerics;
using Neuropil.Synapses;

namespace Neuropil.Cli;

/// <summary>Reads numeric tables.</summary>
internal static class InputTables
{
    /// <summary>Every column of a CSV but those left out, as finite numbers.</summary>
    public static Matrix Points(string path, params IReadOnlyCollection<string> except) => Points(Table.ReadCsv(path), path, except);

    public static Matrix Points(Table table, string path, params IReadOnlyCollection<string> except)
    {
        string[] columns = Columns(table, path, except);
        return table.Matrix(columns);
    }

    public static string[] Columns(Table table, string path, params IReadOnlyCollection<string> except)
    {
        if (table.RowCount == 0)
        {
            throw new TableException(new TableProblem(path, "has no rows", "a header row and at least one row of numbers", "Give a table with data."));
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
