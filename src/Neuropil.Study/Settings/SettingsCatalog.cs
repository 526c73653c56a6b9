using System.Reflection;
using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>Every section there is, and, read from its record, every key.</summary>
internal static class SettingsCatalog
{
    /// <summary>Sections that Cake itself reads from the same file.</summary>
    public static IReadOnlyList<string> SectionsOfCake { get; } = ["NuGet", "Paths", "Settings", "Roslyn", "Cake"];

    /// <summary>Sections that had another name once, and what they are called now.</summary>
    public static IReadOnlyDictionary<string, string> Renamed { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Clean"] = "Screen" };

    /// <summary>The sections, in the order of the study.</summary>
    public static IReadOnlyList<SettingsSection> Sections { get; } =
    [
        new("Study", typeof(StudyOptions), false, "The run."),
        new("Data", typeof(DataSettings), false, "The tables."),
        new("Join", null, false, "Other tables' columns, by key.", "NAME=FILE on COLUMN:COLUMN (the column here, the column there)"),
        new("Columns", typeof(ColumnSettings), false, "Which column holds what."),
        new("Features", typeof(FeatureDefaults), false, "What synapses are told apart by.", "COLUMN=any of log, sqrt, robust, zscore, none, weight NUMBER, min NUMBER; several columns with commas between; Position for the place"),
        new("Groups", null, false, "What is clustered on its own.", "NAME=a condition over columns, as 'type=pre & size>=200', or *"),
        new("Screen", typeof(ScreenSettings), false, "What is left out."),
        new("Embed", typeof(EmbedSettings), true, "UMAP."),
        new("Cluster", typeof(ClusterSettings), true, "HDBSCAN."),
        new("Train", typeof(TrainSettings), true, "The learners."),
        new("Evaluate", typeof(EvaluateSettings), false, "How the learners are judged."),
        new("Validate", typeof(ValidateSettings), false, "How often groups are clustered again to see whether to believe their clusters."),
        new("Slurm", typeof(SlurmSettings), false, "The lab's cluster, with --executor=slurm."),
    ];

    /// <summary>The keys of a record, parts included, with the property of each.</summary>
    public static IEnumerable<(string Key, SettingAttribute Setting, PropertyInfo Property)> KeysOf(Type record, string prefix = "")
    {
        foreach (PropertyInfo property in record.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetCustomAttribute<SettingAttribute>() is SettingAttribute setting)
            {
                yield return (prefix + setting.Key, setting, property);
            }
            else if (property.GetCustomAttribute<SettingsPartAttribute>() is SettingsPartAttribute part)
            {
                foreach ((string Key, SettingAttribute Setting, PropertyInfo Property) inner in KeysOf(property.PropertyType, prefix + part.Prefix))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The setting of a section that a word is nearest to, as <c>Section_Key</c>.</summary>
    public static string? Nearest(string section, string word)
        => Sections.FirstOrDefault(own => string.Equals(own.Name, section, StringComparison.OrdinalIgnoreCase)) is { Record: Type record } known
            && NearestName.Closest(word, KeysOf(record).Select(key => key.Key)).Name is string key
                ? known.Name + "_" + key
                : null;

    /// <summary>Every section and key with its meaning, default and bounds, for people.</summary>
    public static string Help()
    {
        StringBuilder text = new();
        foreach (SettingsSection section in Sections)
        {
            text.Append('[').Append(section.Name).Append("]  ").Append(section.Doc).Append(section.IsByGroup ? " A key with a group in front (pv_) counts for that group alone.\n" : "\n");
            foreach ((string key, SettingAttribute setting, PropertyInfo property) in section.Record is null ? [] : KeysOf(section.Record))
            {
                text.Append("  --").Append(section.Name).Append('_').Append(key).Append('=').Append(SettingText.Allowed(setting, property.PropertyType))
                    .Append(SettingText.Default(section.Record!, key) is { Length: > 0 } usual ? $" (default {usual})" : "").Append("\n      ").Append(setting.Doc).Append('\n');
            }

            if (section.FreeKey is not null)
            {
                text.Append("  ").Append(section.FreeKey).Append('\n');
            }
        }

        return text.ToString();
    }
}
