using System.Globalization;

namespace Neuropil.Study;

/// <summary>Whether a group has enough synapses for its parameters; if not, which parameter it is and what would fit.</summary>
internal static class GroupSize
{
    private const int Usual = 20;
    private const int Least = 5;

    /// <summary>How many synapses a group needs to be worked on at all: as many as the neighbours that are asked for, but no more than the usual.</summary>
    public static int FewestFor(EmbedSettings embed) => Math.Max(Least, Math.Min(Usual, embed.NeighborCount));

    public static void RequireFor(string group, EmbedSettings embed, int count)
        => Require(group, "Embed", "Neighbors", embed.NeighborCount, count, count);

    public static void RequireFor(string group, ClusterSettings cluster, int count)
    {
        Require(group, "Cluster", "MinClusterSize", cluster.MinClusterSize!.Value, count, count / 2);
        Require(group, "Cluster", "MinSamples", cluster.MinSamples!.Value, count - 1, Math.Max(1, Math.Min(count - 1, count / 4)));
    }

    /// <summary>Whether the training part of a fold is enough; else in words why not.</summary>
    public static string? ProblemOfFold(GroupSettings group, int count)
    {
        try
        {
            RequireFor(group.Name, group.Embed, count);
            RequireFor(group.Name, group.Cluster.For(count), count);
            return null;
        }
        catch (InvalidDataException tooSmall)
        {
            return Text($"a fold of it has but {count} synapses to fit on. {tooSmall.Message} --Evaluate_Folds=none leaves that estimate out, more folds leave more synapses.");
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
