using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// Collects the predictions of all groups into one table, one row per new synapse and group, and tells what is doubtful of the new
/// synapses: features beyond the historical bounds (flagged, never dropped), neurons never seen, rows without a feature.
/// </summary>
internal static class PredictionsStage
{
    private const int MostTold = 10;

    public sealed record Options(IReadOnlyList<FeatureRecipe> Features);

    public sealed record Inputs(
        ByName<Artifact<Table>> Groups,
        Artifact<SynapseTable> Synapses,
        Artifact<NeuronAlignment> Alignment,
        Artifact<FeatureBounds> Bounds,
        Artifact<Table> Flags);

    public sealed record Outputs(Artifact<Table> Predictions, Artifact<Table> Wide, Artifact<Table> Flagged, Artifact<Table> Removed);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("predictions"),
        options,
        inputs,
        new Outputs(
            new("predict/predictions.csv", StudyCodecs.Table),
            new("predict/predictions-wide.csv", StudyCodecs.Table),
            new("predict/flagged.csv", StudyCodecs.Table),
            new("predict/removed.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable synapses = context.Read(context.Inputs.Synapses);
        string[] features = [.. options.Features.Select(recipe => recipe.Name)];
        (string Group, Table Predictions)[] groups = [.. context.Inputs.Groups.Select(group => (group.Name, context.Read(group.Item)))];
        Table all = GroupCollector.Collect([.. groups.Select(group => group.Predictions)], SynapseTableFile.ToTable(synapses, features));
        context.Write(context.Outputs.Predictions, all);
        context.Write(context.Outputs.Wide, PredictionTable.Wide(context.Read(context.Inputs.Flags), groups));
        context.Note(Summary(all, groups.Length));
        WriteFlagged(synapses, context);
        WriteRemoved(synapses, options.Features, context);
        TellUnseen(synapses, options.Features, context);
    }

    private static string Summary(Table all, int groupCount)
    {
        string[] statuses = all.Texts(PredictionTable.Status);
        int Count(PredictionStatus status) => statuses.Count(text => text == PredictionTable.Text(status));

        int inside = all.Texts(ScreenNewStage.Flags).Count(flags => flags.Contains(PredictionFlag.InsideCluster, StringComparison.Ordinal));
        int disagree = all.Texts(ScreenNewStage.Flags).Count(flags => flags.Contains(PredictionFlag.NeighborsDisagree, StringComparison.Ordinal));
        return $"{all.RowCount} predictions in {groupCount} groups: {Count(PredictionStatus.Assigned)} assigned to a cluster, {Count(PredictionStatus.Noise)} told as noise, {Count(PredictionStatus.Rejected)} rejected by the one-class SVM (Cluster -1: no cluster is told)"
            + (inside > 0 ? $"; {inside} of the rejected lie inside a cluster all the same" : "")
            + (disagree > 0 ? $"; {disagree} differ from what most of their neighbours are" : "")
            + ".";
    }

    private static void WriteFlagged(SynapseTable synapses, UnitContext<Inputs, Outputs> context)
    {
        string?[] flags = context.Read(context.Inputs.Bounds).Violations(synapses);
        int[] rows = [.. Enumerable.Range(0, flags.Length).Where(row => flags[row] is not null)];
        context.Write(context.Outputs.Flagged, NewSynapseRows.Listed(synapses, rows, flags));
        foreach (int row in rows.Take(MostTold))
        {
            context.Warn($"New synapse {synapses.KeyOf(row)} (row {synapses.Lines[row]}) is predicted, but {flags[row]}, the bounds of the historical synapses.");
        }

        if (rows.Length > MostTold)
        {
            context.Warn($"{rows.Length - MostTold} more new synapses lie beyond the bounds of the historical ones: predict/flagged.csv has all {rows.Length}.");
        }
    }

    private static void WriteRemoved(SynapseTable synapses, IReadOnlyList<FeatureRecipe> features, UnitContext<Inputs, Outputs> context)
    {
        string?[] gaps = SynapseScreen.Gaps(synapses, features);
        int[] rows = [.. Enumerable.Range(0, gaps.Length).Where(row => gaps[row] is not null)];
        context.Write(context.Outputs.Removed, NewSynapseRows.Listed(synapses, rows, gaps));
        if (rows.Length > 0)
        {
            context.Warn($"{rows.Length} of {synapses.Count} new synapses cannot be assigned; predict/removed.csv says why. The first: {synapses.KeyOf(rows[0])} (row {synapses.Lines[rows[0]]}) {gaps[rows[0]]}.");
        }
    }

    private static void TellUnseen(SynapseTable synapses, IReadOnlyList<FeatureRecipe> features, UnitContext<Inputs, Outputs> context)
    {
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        SynapseTable usable = NewSynapseRows.Usable(synapses, features);
        IReadOnlyList<string> unseen = NewSynapseRows.Unseen(usable, alignment);
        if (unseen.Count == 0)
        {
            return;
        }

        context.Warn(NewSynapseRows.UnseenWarning(unseen, NewSynapseRows.FramesOfUnseen(usable, alignment, alignment)));
    }
}
