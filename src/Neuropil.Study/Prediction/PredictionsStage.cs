using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Collects the predictions of all groups into one table: one row per new synapse and group.</summary>
internal static class PredictionsStage
{
    public sealed record Inputs(ByName<Artifact<Table>> Groups, Artifact<Table> Aligned);

    public sealed record Outputs(Artifact<Table> Predictions);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("predictions"),
        NoOptions.Value,
        inputs,
        new Outputs(new("predict/predictions.csv", StudyCodecs.Table)),
        static (_, context) => Run(context));

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        Table[] groups = [.. context.Inputs.Groups.Select(group => context.Read(group.Item))];
        Table all = GroupCollector.Collect(groups, AlignNewStage.SynapsesOf(context.Read(context.Inputs.Aligned)));
        context.Write(context.Outputs.Predictions, all);
        int outside = all.Integers(ClusterStage.Cluster).Count(label => label == FileLabels.Noise);
        context.Note($"{all.RowCount} predictions in {groups.Length} groups, {outside} of them outside every cluster (Cluster -1).");
    }
}
