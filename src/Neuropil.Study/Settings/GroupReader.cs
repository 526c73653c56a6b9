using Neuropil.Numerics;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Reads [Groups], and which of them [Study] takes.</summary>
internal sealed class GroupReader(SettingsReader reader)
{
    private const int LongestName = 60;

    /// <summary>The groups in the order of the file; one of all synapses where none is told.</summary>
    public IReadOnlyList<SynapseGroup> All()
    {
        List<SynapseGroup> groups = [];
        foreach ((string name, SettingEntry entry) in reader.Free("Groups"))
        {
            if (!IsName(name))
            {
                reader.Refuse(entry, "", $"names the group '{name}'; expected letters, digits, '-', '_' and '.', at most {LongestName}, since files are called after it.");
                continue;
            }

            try
            {
                _ = Condition.Parse(entry.Value);
                groups.Add(new SynapseGroup(name, entry.Value));
            }
            catch (ConditionException error)
            {
                reader.Refuse(entry, "", $"is no condition: {error.Message}");
            }
        }

        return groups.Count > 0 ? groups : [new SynapseGroup("all", "*")];
    }

    /// <summary>Those that [Study] Groups takes.</summary>
    public IReadOnlyList<SynapseGroup> Chosen(IReadOnlyList<SynapseGroup> all, string? wanted)
    {
        if (wanted is null || reader.Find("Study", "Groups") is not SettingEntry entry)
        {
            return all;
        }

        string[] names = [.. wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (string name in names.Where(name => !all.Any(group => IsNamed(group, name))))
        {
            reader.RefuseValue(entry, $"a list of {NameList.Of(all.Select(group => group.Name))}, with commas between", $"there is no group '{name}'{NearestName.Suggestion(name, all.Select(group => group.Name))}");
        }

        return [.. all.Where(group => names.Any(name => IsNamed(group, name)))];
    }

    private static bool IsNamed(SynapseGroup group, string name) => string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string name)
        => name.Length <= LongestName && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.') && char.IsLetterOrDigit(name[0]) && name[^1] != '.';
}
