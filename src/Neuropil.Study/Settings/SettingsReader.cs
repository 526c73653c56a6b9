using System.Reflection;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>Finds values by section, key and group, checks them, and gathers what is wrong.</summary>
internal sealed class SettingsReader(IReadOnlyList<SettingEntry> entries, List<string> problems)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SettingEntry> told = [];

    /// <summary>Every name that was asked for.</summary>
    public IReadOnlyCollection<string> Known => known;

    /// <summary>A section's record, the values of a group before those of all.</summary>
    public T Section<T>(string section, string? group = null)
        where T : new()
        => (T)Read(new T(), section, group, "");

    /// <summary>The strongest entry of a key; null where nobody gave one.</summary>
    public SettingEntry? Find(string section, string key, string? group = null)
    {
        string shared = section + "_" + key;
        known.Add(shared);
        SettingEntry? best = Strongest(shared);
        if (group is not null)
        {
            known.Add(FullName(section, key, group));
            SettingEntry? own = Strongest(FullName(section, key, group));
            best = own is not null && (best is null || own.Source >= best.Source) ? own : best;
        }

        return best;
    }

    /// <summary>The entries of a section beside the keys of its record, the strongest of each key, in the order they were told.</summary>
    public IReadOnlyList<(string Key, SettingEntry Entry)> Free(string section)
    {
        List<(string Key, SettingEntry Entry)> free = [];
        foreach (SettingEntry entry in entries)
        {
            if (entry.KeyIn(section) is not string key || known.Contains(entry.FullName))
            {
                continue;
            }

            int index = free.FindIndex(other => string.Equals(other.Key, key, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                free.Add((key, entry));
            }
            else if (entry.Source >= free[index].Entry.Source)
            {
                free[index] = (free[index].Key, entry);
            }
        }

        known.UnionWith(free.Select(entry => entry.Entry.FullName));
        return free;
    }

    /// <summary>A problem about a value.</summary>
    public void Refuse(SettingEntry? entry, string name, string what)
    {
        string problem = $"{entry?.Place ?? "default"}: {entry?.FullName ?? name} {what}";
        if (!problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

    /// <summary>A value that is not what is allowed.</summary>
    public void RefuseValue(SettingEntry entry, string allowed, string? problem = null)
    {
        if (told.Add(entry))
        {
            string hint = entry.Value.Contains(" ;") || entry.Value.Contains(" #") ? " A comment must stand on a line of its own." : "";
            string detail = problem is null ? "" : $": {problem}";
            problems.Add($"{entry.Place}: {entry.FullName} is '{entry.Value}'{detail}; expected {allowed}.{hint}");
        }
    }

    /// <summary>Every entry that nobody asked for, with the nearest name.</summary>
    public void RefuseUnknown(IReadOnlyDictionary<string, string> shortNames)
    {
        foreach (SettingEntry entry in entries)
        {
            string section = entry.Section.Length > 0 ? entry.Section : entry.FullName.Split('_')[0];
            if (SettingsCatalog.Renamed.TryGetValue(section, out string? renamed))
            {
                problems.Add($"{entry.Place}: the section [{section}] is called [{renamed}] now; write {renamed}_{entry.FullName[(section.Length + 1)..]}, or [{renamed}] in the file.");
                continue;
            }

            bool isSection = SettingsCatalog.Sections.Any(own => string.Equals(own.Name, section, StringComparison.OrdinalIgnoreCase));
            bool isOther = SettingsCatalog.SectionsOfCake.Contains(section, StringComparer.OrdinalIgnoreCase) || (entry.Source == SettingSource.Environment && !isSection);
            if (known.Contains(entry.FullName) || isOther)
            {
                continue;
            }

            if (!isSection && entry.Section.Length > 0)
            {
                string nearest = NearestName.Closest(section, SettingsCatalog.Sections.Select(own => own.Name)).Name!;
                problems.Add($"{entry.Place}: there is no section [{section}] (for '{entry.Key}={entry.Value}'). The nearest is [{nearest}].");
                continue;
            }

            IEnumerable<string> names = entry.Source == SettingSource.Argument ? known.Concat(shortNames.Keys) : known;
            problems.Add($"{entry.Place}: there is no setting '{entry.FullName}' (value '{entry.Value}'). The nearest is '{NearestName.Closest(entry.FullName, names.Order(StringComparer.Ordinal)).Name}'.");
        }
    }

    private object Read(object record, string section, string? group, string prefix)
    {
        foreach (PropertyInfo property in record.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetCustomAttribute<SettingAttribute>() is SettingAttribute setting)
            {
                if (Find(section, prefix + setting.Key, group) is SettingEntry entry)
                {
                    (bool isValid, object? value, string? problem) = SettingText.Read(setting, property, entry.Value);
                    if (isValid)
                    {
                        property.SetValue(record, value);
                    }
                    else
                    {
                        RefuseValue(entry, SettingText.Allowed(setting, property.PropertyType), problem);
                    }
                }
            }
            else if (property.GetCustomAttribute<SettingsPartAttribute>() is SettingsPartAttribute part)
            {
                property.SetValue(record, Read(Copy(property.GetValue(record)!), section, group, prefix + part.Prefix));
            }
        }

        foreach ((string key, string what) in record is ICheckedSettings together ? together.Problems() : [])
        {
            Refuse(Find(section, prefix + key, group), FullName(section, prefix + key, group), what);
        }

        return record;
    }

    // A record's own copy, so that the default that all share stays what it is.
    private static object Copy(object record) => record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;

    private SettingEntry? Strongest(string fullName)
        => entries.Where(entry => entry.IsNamed(fullName)).OrderBy(entry => entry.Source).LastOrDefault();

    private static string FullName(string section, string key, string? group) => group is null ? section + "_" + key : $"{section}_{group}_{key}";
}
