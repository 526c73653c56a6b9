using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Collects the predictions of all groups into one table: one row per new synapse and group.</summary>
internal static class PredictionsStage
{
    public const string Predictions = "predictions";
    public static readonly UnitId Id = new("predictions");

    public static Unit Create(StudySettings settings)
        => new()
        {
            Id = Id,
            Inputs =
            [
                .. settings.Groups.Select(group => new OutputInput(group.Name, PredictStage.Id(group.Name), PredictStage.Predictions)),
                new OutputInput("synapses", AlignNewStage.Id, AlignNewStage.Aligned),
            ],
            Outputs = [new UnitOutput(Predictions, "predict/predictions.csv")],
            Code = StageCode.Tables,
            Run = context => Run(context, settings),
        };

    private static void Run(UnitContext context, StudySettings settings)
    {
        Table[] groups = [.. settings.Groups.Select(group => Table.ReadCsv(context.InputPath(group.Name)))];
        Table all = GroupCollector.Collect(groups, AlignNewStage.Read(context.InputPath("synapses")));
        all.WriteCsv(context.OutputPath(Predictions));
        int outside = all.Integers(ClusterStage.Cluster).Count(label => label == FileLabels.Noise);
        context.Note($"{all.RowCount} predictions in {groups.Length} groups, {outside} of them outside every cluster (Cluster -1).");
    }
}
