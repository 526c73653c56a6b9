namespace Neuropil.Tables;

/// <summary>The names of a part's columns.</summary>
internal sealed class TableHeader
{
    /// <summary>The names, each once, in the order of the columns.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Other names of columns: the lower one alone, where names stand over two rows.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    /// <summary>Names that several columns have.</summary>
    public IReadOnlySet<string> Ambiguous { get; init; } = new HashSet<string>();

    /// <summary>The last row of names.</summary>
    public int LastLine { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public int ColumnCount => Names.Count;

    /// <summary>The name of the column that is meant; null where there is none.</summary>
    public string? Resolve(string name) => Names.Contains(name) ? name : Others.GetValueOrDefault(name);

    /// <summary>The header with a first column for R's row names.</summary>
    public TableHeader WithRowNames()
    {
        string name = "row.names";
        while (Names.Contains(name))
        {
            name += "_";
        }

        return new TableHeader { Names = [name, .. Names], Others = Others, Ambiguous = Ambiguous, LastLine = LastLine, Notes = Notes };
    }
}
