using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Umap;

/// <summary>Assigns the new synapses of a group to its clusters: UMAP transform, one-class SVM, classifier.</summary>
internal static class PredictStage
{
    public const string Stage = "predict";
    public const string Predictions = "predictions";

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(GroupSettings group)
        => new()
        {
            Id = Id(group.Name),
            Inputs =
            [
                new OutputInput("features", FeaturesNewStage.Id(group.Name), FeaturesNewStage.Features),
                new OutputInput("space", FeaturesStage.Id(group.Name), FeaturesStage.Space),
                new OutputInput("umap", EmbedStage.Id(group.Name), EmbedStage.Model),
                new OutputInput("bundle", TrainStage.Id(group.Name), TrainStage.Bundle),
            ],
            Outputs = [new UnitOutput(Predictions, $"predict/{group.Name}/predictions.csv")],
            Code = StageCode.Prediction,
            Run = context => Run(context, group.Name),
        };

    private static void Run(UnitContext context, string group)
    {
        Execution execution = context.Execution();
        GroupTable features = GroupTable.Read(context.InputPath("features"));
        ModelBundle bundle = context.Load("bundle", ModelBundle.Load);
        bundle.RequireSpace(context.Load("space", FeatureSpace.Load).ContentHash, ModelBundle.HashOf(context.InputPath("umap")));
        UmapModel umap = context.Load("umap", UmapModel.Load);
        Matrix embedding = features.Keys.Count == 0
            ? new Matrix(0, umap.Embedding.ColumnCount, [])
            : umap.Transform(features.Points, execution);
        Write(context.OutputPath(Predictions), group, features.Keys, embedding, bundle.Model.Kind, Predicted(bundle, embedding, execution));
    }

    private static (IReadOnlyList<int> Labels, IReadOnlyList<double> Likelihoods, IReadOnlyList<double> Decisions) Predicted(
        ModelBundle bundle, Matrix embedding, Execution execution)
    {
        if (embedding.RowCount == 0)
        {
            return ([], [], []);
        }

        GuardedPredictions predictions = bundle.Model.Predict(embedding, execution);
        return (predictions.Labels, predictions.Likelihoods, predictions.Decisions);
    }

    private static void Write(
        string path,
        string group,
        IReadOnlyList<SynapseKey> keys,
        Matrix embedding,
        LearnerKind model,
        (IReadOnlyList<int> Labels, IReadOnlyList<double> Likelihoods, IReadOnlyList<double> Decisions) predictions)
        => new Table([
            GroupTable.NeuronTypesOf(keys),
            GroupTable.NeuronIdsOf(keys),
            GroupTable.SynTypesOf(keys),
            GroupTable.SynIdsOf(keys),
            TableColumn.Texts("Group", [.. keys.Select(_ => group)]),
            .. GroupTable.NumbersOf(GroupTable.EmbeddingNames(embedding.ColumnCount), embedding),
            TableColumn.Integers(ClusterStage.Cluster, predictions.Labels),
            TableColumn.Numbers("Probability", predictions.Likelihoods),
            TableColumn.Numbers("Decision", predictions.Decisions),
            TableColumn.Texts("Model", [.. keys.Select(_ => model.ShortName())]),
        ]).WriteCsv(path);
}
