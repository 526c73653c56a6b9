using System.Globalization;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// Hands out checked values by section and key. Whatever is asked for becomes known; afterwards every entry that nobody asked for
/// is a problem of its own. A stronger source wins; within one source the value for one group wins over the value for all.
/// </summary>
internal sealed class SettingsReader(IReadOnlyList<SettingEntry> entries, List<string> problems)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SettingEntry> told = [];

    /// <summary>Every full name that was asked for.</summary>
    public IReadOnlyCollection<string> Known => known;

    /// <summary>The section of the values asked for next.</summary>
    public string Section { get; set; } = "";

    /// <summary>The group of the values asked for next; null: values that all groups share.</summary>
    public string? Group { get; set; }

    public int Integer(string key, int usual, int least, int most = int.MaxValue)
        => Value(key, usual, most == int.MaxValue ? Text($"an integer, at least {least}") : Text($"an integer from {least} to {most}"), text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
                ? value
                : null);

    public int? OptionalInteger(string key, int? usual, int least, string none)
        => Value<(int? Value, bool Given)>(key, (usual, true), Text($"'{none}' or an integer, at least {least}"), text =>
            string.Equals(text, none, StringComparison.OrdinalIgnoreCase) ? (null, true)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least ? (value, true)
            : null).Value;

    public long LongInteger(string key, long usual)
        => Value(key, usual, "an integer", text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : (long?)null);

    public double Number(string key, double usual, string allowed, Func<double, bool> holds)
        => Value(key, usual, "a number " + allowed, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && holds(value)
                ? value
                : (double?)null);

    public bool Flag(string key, bool usual)
        => Value(key, usual, "true or false", text => bool.TryParse(text, out bool value) ? value : (bool?)null);

    public T Choice<T>(string key, T usual, params ReadOnlySpan<(string Name, T Value)> choices)
        where T : struct
    {
        (string Name, T Value)[] list = choices.ToArray();
        return Value(key, usual, "one of " + string.Join(", ", list.Select(choice => choice.Name)), text =>
        {
            int index = Array.FindIndex(list, choice => string.Equals(choice.Name, text, StringComparison.OrdinalIgnoreCase));
            return index < 0 ? (T?)null : list[index].Value;
        });
    }

    public T Parsed<T>(string key, T usual, string allowed, Func<string, T?> parse)
        where T : struct
        => Value(key, usual, allowed, parse);

    public string? Text(string key, string? usual) => Find(key)?.Value ?? usual;

    /// <summary>A path: the file's are relative to its folder, an argument's to where the command was given.</summary>
    public string? PathOf(string key, string? usual, string root, string workingFolder)
    {
        SettingEntry? entry = Find(key);
        return entry is null
            ? usual is null ? null : Path.GetFullPath(usual, root)
            : Path.GetFullPath(entry.Value, entry.Source == SettingSource.Argument ? workingFolder : root);
    }

    /// <summary>A problem about a value that is well formed but does not go with another.</summary>
    public void Refuse(string key, string what)
    {
        SettingEntry? entry = Find(key);
        string problem = $"{entry?.Place ?? "default"}: {entry?.FullName ?? FullName(key)} {what}";
        if (!problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

    /// <summary>Every entry that nobody asked for, with the nearest name.</summary>
    public void RefuseUnknown(IEnumerable<string> otherSections, IReadOnlyDictionary<string, string> shortNames)
    {
        HashSet<string> foreign = new(otherSections, StringComparer.OrdinalIgnoreCase);
        HashSet<string> own = new(known.Select(SectionOf), StringComparer.OrdinalIgnoreCase);
        foreach (SettingEntry entry in entries)
        {
            bool isOther = foreign.Contains(SectionOf(entry.FullName))
                || (entry.Source == SettingSource.Environment && !own.Contains(SectionOf(entry.FullName)));
            if (known.Contains(entry.FullName) || isOther)
            {
                continue;
            }

            IEnumerable<string> names = entry.Source == SettingSource.Argument ? known.Concat(shortNames.Keys) : known;
            problems.Add($"{entry.Place}: there is no setting '{entry.FullName}' (value '{entry.Value}'). The nearest is '{NearestName.Closest(entry.FullName, names.Order(StringComparer.Ordinal)).Name}'.");
        }
    }

    private T Value<T>(string key, T usual, string allowed, Func<string, T?> parse)
        where T : struct
    {
        SettingEntry? entry = Find(key);
        if (entry is null)
        {
            return usual;
        }

        if (parse(entry.Value) is T value)
        {
            return value;
        }

        if (told.Add(entry))
        {
            string hint = entry.Value.Contains(';') ? " A comment must stand on a line of its own." : "";
            problems.Add($"{entry.Place}: {entry.FullName} is '{entry.Value}'; expected {allowed}.{hint}");
        }

        return usual;
    }

    private SettingEntry? Find(string key)
    {
        string shared = Section + "_" + key;
        known.Add(shared);
        SettingEntry? best = Strongest(shared);
        if (Group is not null)
        {
            known.Add(FullName(key));
            SettingEntry? own = Strongest(FullName(key));
            best = own is not null && (best is null || own.Source >= best.Source) ? own : best;
        }

        return best;
    }

    private SettingEntry? Strongest(string fullName)
        => entries.Where(entry => entry.IsNamed(fullName)).OrderBy(entry => entry.Source).LastOrDefault();

    private string FullName(string key) => Group is null ? Section + "_" + key : $"{Section}_{Group}_{key}";

    private static string SectionOf(string fullName) => fullName.Split('_')[0];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
