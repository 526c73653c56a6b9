using System.Collections;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>A column of few different names: each name once, and its number in every row.</summary>
public sealed class LabelColumn : IReadOnlyList<string>
{
    private readonly int[] codes;

    /// <param name="names">The names, each once.</param>
    /// <param name="codes">For each row the place of its name.</param>
    public LabelColumn(IReadOnlyList<string> names, int[] codes)
    {
        Names = names;
        this.codes = codes;
    }

    /// <summary>The names, in the order in which they were met.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each row the place of its name in <see cref="Names"/>.</summary>
    public ReadOnlySpan<int> Codes => codes;

    /// <summary>Number of rows.</summary>
    public int Count => codes.Length;

    /// <summary>The name of a row.</summary>
    public string this[int row] => Names[codes[row]];

    /// <summary>A column of names as they come.</summary>
    public static LabelColumn Of(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        LabelBuilder builder = new();
        for (int row = 0; row < values.Count; row++)
        {
            builder.Add(values[row]);
        }

        return builder.Finish();
    }

    /// <summary>A column of a table.</summary>
    public static LabelColumn Of(TableColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        LabelBuilder builder = new();
        for (int row = 0; row < column.Length; row++)
        {
            builder.Add(column.Text(row));
        }

        return builder.Finish();
    }

    /// <summary>The same name in every row.</summary>
    public static LabelColumn Same(string name, int count) => new([name], new int[count]);

    /// <summary>The names of some rows. Names that none of them has stay known.</summary>
    public LabelColumn Rows(int[] rows) => new(Names, Array.ConvertAll(rows, row => codes[row]));

    /// <summary>Another name for each name, as its type for a neuron.</summary>
    public LabelColumn Renamed(Func<string, string> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LabelBuilder builder = new();
        int[] translated = [.. Names.Select(old => builder.CodeOf(name(old)))];
        return new LabelColumn(builder.Names, Array.ConvertAll(codes, code => translated[code]));
    }

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator() => codes.Select(code => Names[code]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
