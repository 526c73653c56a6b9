namespace Neuropil.Report;

/// <summary>Columns of equal length, a row a synapse.</summary>
internal sealed record PageTable
{
    /// <exception cref="ArgumentException">Lengths differ, or a name comes twice.</exception>
    public PageTable(IReadOnlyList<PageColumn> columns, int rowCount)
    {
        Columns = columns;
        RowCount = rowCount;
        if (columns.FirstOrDefault(column => column.Length != rowCount) is PageColumn odd)
        {
            throw new ArgumentException($"Column '{odd.Name}' has {odd.Length} rows; expected {rowCount}.", nameof(columns));
        }

        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two columns are named '{twice.Key}'; expected each name once.", nameof(columns));
        }
    }

    /// <summary>The columns, in the order of the page.</summary>
    public IReadOnlyList<PageColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The columns of a role, in order.</summary>
    public IEnumerable<PageColumn> Of(ColumnRole role) => Columns.Where(column => column.Role == role);

    /// <summary>The column of that name; null where there is none.</summary>
    public PageColumn? Named(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>This table with another's rows below; columns are matched by name.</summary>
    public PageTable Above(PageTable? lower)
    {
        if (lower is null)
        {
            return this;
        }

        IEnumerable<string> names = Columns.Concat(lower.Columns).Select(column => column.Name).Distinct(StringComparer.Ordinal);
        return new PageTable([.. names.Select(name => PageColumn.Stacked(Named(name), RowCount, lower.Named(name), lower.RowCount))], RowCount + lower.RowCount);
    }
}
