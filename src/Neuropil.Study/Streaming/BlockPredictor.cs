using Neuropil.Numerics;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Predicts synapses that come in blocks, as the study's stages predict a whole table.</summary>
internal sealed class BlockPredictor
{
    // Blocks run side by side; within one there is nothing to share.
    private static readonly Execution Alone = Execution.With(threads: 1);

    private readonly FittedStudy study;
    private readonly IReadOnlyList<GroupPredictor> groups;
    private readonly string[] features;

    public BlockPredictor(FittedStudy study, NeuronAlignment unseen, Execution execution)
    {
        this.study = study;
        groups = study.Predictors(unseen, execution);
        features = [.. study.Served.Schema.Features.Select(recipe => recipe.Name)];
    }

    /// <summary>The predictions of synapses, group by group, one row each; and those that cannot be assigned, with the reason.</summary>
    public PredictedBlock Predict(SynapseTable synapses)
    {
        string?[] gaps = SynapseScreen.Gaps(synapses, study.Served.Schema.Features);
        int[] complete = [.. Enumerable.Range(0, gaps.Length).Where(row => gaps[row] is null)];
        SynapseTable usable = complete.Length == synapses.Count ? synapses : synapses.Rows(complete);
        string[] flags = NewSynapseFlags.Of(usable, new string?[usable.Count], study.Alignment, study.Bounds, study.HistoricalKeys);
        bool[] isGrouped = new bool[usable.Count];
        List<(Table Table, int[] Rows)> tables = [];
        foreach (GroupPredictor group in groups)
        {
            int[] members = group.IsFitted ? group.Members(usable) : [];
            foreach (int row in members)
            {
                isGrouped[row] = true;
            }

            tables.Add((group.Predict(usable.Rows(members), Array.ConvertAll(members, row => flags[row]), Alone), members));
        }

        Table all = GroupCollector.Collect(tables, SynapseTableFile.ToTable(usable, features));
        int[] removed = [.. Enumerable.Range(0, gaps.Length).Where(row => gaps[row] is not null)];
        return new PredictedBlock(
            all,
            NewSynapseRows.Listed(synapses, removed, gaps),
            Count(all) with { Rows = synapses.Count, Removed = removed.Length, Ungrouped = isGrouped.Count(grouped => !grouped) });
    }

    private static StreamSummary Count(Table all)
    {
        TableColumn statuses = all[PredictionTable.Status];
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        for (int row = 0; row < all.RowCount; row++)
        {
            string status = statuses.Text(row);
            counts[status] = counts.GetValueOrDefault(status) + 1;
        }

        return new StreamSummary
        {
            Predictions = all.RowCount,
            Assigned = counts.GetValueOrDefault(PredictionTable.Text(PredictionStatus.Assigned)),
            Rejected = counts.GetValueOrDefault(PredictionTable.Text(PredictionStatus.Rejected)),
            Noise = counts.GetValueOrDefault(PredictionTable.Text(PredictionStatus.Noise)),
        };
    }
}
