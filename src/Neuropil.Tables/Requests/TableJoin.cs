using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Another table's columns, found by key. Keys are compared as text. Columns of a name that is taken are called <c>NAME.column</c>; every joined column is also found by that name.</summary>
/// <param name="Name">The join's name.</param>
/// <param name="Location">The other table: a location as in <see cref="TableRequest"/>.</param>
/// <param name="Keys">Pairs of key columns: here, and in the other table.</param>
public sealed record TableJoin(string Name, string Location, IReadOnlyList<(string Here, string There)> Keys)
{
    /// <summary>The sheets of the other table.</summary>
    public SheetChoice Sheet { get; init; } = SheetChoice.First;

    /// <summary>Where the names of the other table's columns stand.</summary>
    public HeaderRows Header { get; init; } = HeaderRows.Auto;

    /// <summary>Reads <c>FILE on a:b</c>, <c>FILE on a</c> (one name in both), several keys with commas between, <c>FILE sheet NAME on a:b</c>.</summary>
    /// <exception cref="FormatException">The text is none of these; the message tells what was expected.</exception>
    public static TableJoin Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        int on = text.LastIndexOf(" on ", StringComparison.Ordinal);
        string location = on < 0 ? string.Empty : text[..on].Trim();
        if (location.Length == 0)
        {
            throw Wrong(name, text, "no ' on ' after the file's name");
        }

        SheetChoice sheet = SheetChoice.First;
        int named = location.LastIndexOf(" sheet ", StringComparison.Ordinal);
        if (named > 0)
        {
            sheet = SheetChoice.Parse(location[(named + 7)..]);
            location = location[..named].Trim();
        }

        List<(string, string)> keys = [];
        foreach (string pair in text[(on + 4)..].Split(','))
        {
            int colon = pair.IndexOf(':');
            string here = (colon < 0 ? pair : pair[..colon]).Trim();
            string there = (colon < 0 ? pair : pair[(colon + 1)..]).Trim();
            if (here.Length == 0 || there.Length == 0)
            {
                throw Wrong(name, text, "a key column's name left out");
            }

            keys.Add((here, there));
        }

        return new TableJoin(name, location, keys) { Sheet = sheet };
    }

    private static FormatException Wrong(string name, string text, string found)
        => new($"the join {ForeignText.Shown(name)} is '{ForeignText.Shown(text)}', with {found}; expected as 'neurons.csv on NeuronId:id' (the column here, the column in the file)");
}
