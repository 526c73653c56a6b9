using System.Collections;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Texts that stand elsewhere, read when they are asked for: a column's cells, or some of a list's items.</summary>
internal sealed class TextView : IReadOnlyList<string>
{
    private readonly TableColumn? column;
    private readonly IReadOnlyList<string>? list;
    private readonly int[]? rows;

    /// <summary>A column's cells.</summary>
    public TextView(TableColumn column)
    {
        this.column = column;
        Count = column.Length;
    }

    /// <summary>Some of a list's items.</summary>
    public TextView(IReadOnlyList<string> list, int[] rows)
    {
        this.list = list;
        this.rows = rows;
        Count = rows.Length;
    }

    public int Count { get; }

    public string this[int row] => column is null ? list![rows![row]] : column.Text(row);

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(row => this[row]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
