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
    public sealed record Options(string Group);

    public sealed record Inputs(Artifact<GroupTable> Features, Artifact<FeatureSpace> Space, Artifact<UmapModel> Umap, Artifact<ModelBundle> Bundle);

    public sealed record Outputs(Artifact<Table> Predictions);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("predict", options.Group),
        options,
        inputs,
        new Outputs(new($"predict/{options.Group}/predictions.csv", StudyCodecs.Table)),
        static (options, context) => Run(options.Group, context));

    private static void Run(string group, UnitContext<Inputs, Outputs> context)
    {
        Execution execution = context.Execution();
        GroupTable features = context.Read(context.Inputs.Features);
        ModelBundle bundle = context.Read(context.Inputs.Bundle);
        bundle.RequireSpace(context.Read(context.Inputs.Space).ContentHash, context.HashOf(context.Inputs.Umap));
        UmapModel umap = context.Read(context.Inputs.Umap);
        Matrix embedding = features.Keys.Count == 0
            ? new Matrix(0, umap.Embedding.ColumnCount, [])
            : umap.Transform(features.Points, execution);
        context.Write(
            context.Outputs.Predictions,
            TableOf(group, features.Keys, embedding, bundle.Model.Kind, Predicted(bundle, embedding, execution)));
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

    private static Table TableOf(
        string group,
        IReadOnlyList<SynapseKey> keys,
        Matrix embedding,
        LearnerKind model,
        (IReadOnlyList<int> Labels, IReadOnlyList<double> Likelihoods, IReadOnlyList<double> Decisions) predictions)
        => new([
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
        ]);
}
