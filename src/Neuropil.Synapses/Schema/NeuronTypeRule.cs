using System.Diagnostics.CodeAnalysis;

namespace Neuropil.Synapses;

/// <summary>How a neuron's type is known: from a column, from the letters its name begins with, or from a list of names.</summary>
public sealed record NeuronTypeRule
{
    /// <summary>The type of a neuron that the rule says nothing of.</summary>
    public const string Other = "other";

    /// <summary>The column that tells it; null: the neuron's name does.</summary>
    public string? Column { get; init; }

    /// <summary>The prefixes that are types; empty: the letters that the name begins with, whatever they are. Only without <see cref="Column"/> and <see cref="Map"/>.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Type by neuron.</summary>
    public IReadOnlyList<NeuronTypeEntry> Map { get; init; } = [];

    /// <summary>What may be written.</summary>
    public static string Expected => "a column, 'prefix', 'prefix: a, b' or 'map: neuron=type, …'";

    /// <summary><c>COLUMN</c>, <c>prefix</c>, <c>prefix: cb, cr</c> or <c>map: a=b, c=b</c>.</summary>
    public static NeuronTypeRule? TryParse(string text, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        problem = null;
        if (trimmed == "prefix")
        {
            return new NeuronTypeRule();
        }

        if (After(trimmed, "prefix:") is string prefixes)
        {
            string[] names = Names(prefixes);
            problem = names.Length == 0 ? "it names no prefix" : null;
            return problem is null ? new NeuronTypeRule { Prefixes = names } : null;
        }

        if (After(trimmed, "map:") is not string entries)
        {
            return new NeuronTypeRule { Column = ColumnText.Unquoted(trimmed) };
        }

        List<NeuronTypeEntry> map = [];
        foreach (string entry in Names(entries))
        {
            string[] sides = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length < 2 || sides[0].Length == 0 || sides[1].Length == 0)
            {
                problem = $"'{entry}' is not neuron=type";
                return null;
            }

            if (map.Exists(other => other.Neuron == sides[0]))
            {
                problem = $"it names neuron '{sides[0]}' twice";
                return null;
            }

            map.Add(new NeuronTypeEntry(sides[0], sides[1]));
        }

        problem = map.Count == 0 ? "it maps no neuron" : null;
        return problem is null ? new NeuronTypeRule { Map = map } : null;
    }

    /// <summary>The type that a neuron's name tells.</summary>
    public string Of(string neuron)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        if (Map.Count > 0)
        {
            return Map.FirstOrDefault(entry => entry.Neuron == neuron)?.Type ?? Other;
        }

        int letters = 0;
        while (letters < neuron.Length && char.IsLetter(neuron[letters]))
        {
            letters++;
        }

        string prefix = neuron[..letters];
        return Prefixes.Count > 0 ? Prefixes.FirstOrDefault(known => string.Equals(known, prefix, StringComparison.OrdinalIgnoreCase)) ?? Other
            : letters == 0 ? Other
            : prefix;
    }

    private static string? After(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? text[word.Length..] : null;

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
