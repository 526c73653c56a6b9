using System.Globalization;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>Whether a group has enough synapses for its parameters; if not, which parameter it is and what would fit.</summary>
internal static class GroupSize
{
    /// <summary>Fewer points than this have no neighbourhoods to speak of.</summary>
    public const int Fewest = 5;

    public static void RequireAny(SynapseGroup group, int count, int all)
    {
        if (count < Fewest)
        {
            throw new InvalidDataException(Text(
                $"Group {group} has {count} of {all} synapses; expected at least {Fewest}. Add synapses, or leave the group out: take {group} from Groups in [Study] of {StudySettings.FileName}, or from --Study_Groups."));
        }
    }

    public static void RequireFor(string group, EmbedSettings embed, int count)
        => Require(group, "Embed", "Neighbors", embed.NeighborCount, count, count);

    public static void RequireFor(string group, ClusterSettings cluster, int count)
    {
        Require(group, "Cluster", "MinClusterSize", cluster.MinClusterSize, count, count / 2);
        Require(group, "Cluster", "MinSamples", cluster.MinSamples, count - 1, Math.Max(1, Math.Min(count - 1, count / 4)));
    }

    /// <summary>The same for the training part of a fold of the honest estimate.</summary>
    public static void RequireForFold(GroupSettings group, int count)
    {
        try
        {
            RequireFor(group.Name, group.Embed, count);
            RequireFor(group.Name, group.Cluster, count);
        }
        catch (InvalidDataException tooSmall)
        {
            throw new InvalidDataException(
                $"{tooSmall.Message} (The fold of the honest estimate has but {Text($"{count}")} synapses to fit on; --Evaluate_Folds=none leaves that estimate out, more folds leave more synapses.)",
                tooSmall);
        }
    }

    private static void Require(string group, string section, string key, int value, int most, int fitting)
    {
        if (value > most)
        {
            throw new InvalidDataException(Text(
                $"Group {group} is too small for its parameters: {section}_{group}_{key} is {value}, and the group allows {most} at most. A value of {fitting} would fit: {group}_{key}={fitting} in [{section}] of {StudySettings.FileName}, or --{section}_{group}_{key}={fitting}. Or add synapses, or leave the group out with --Study_Groups."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
