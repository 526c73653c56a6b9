using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Umap;

/// <summary>
/// Assigns the new synapses of a group to its clusters: the neurons' frames, the group's feature space, UMAP transform, one-class SVM,
/// classifier.
/// </summary>
internal static class PredictStage
{
    public sealed record Options(SynapseGroup Group, SynapseColumns Columns, IReadOnlyList<FeatureRecipe> Features, int EmbeddingDimension);

    public sealed record Inputs(
        Artifact<SynapseTable> Synapses,
        Artifact<NeuronAlignment> Alignment,
        Artifact<FeatureSpace?> Space,
        Artifact<UmapModel?> Umap,
        Artifact<ModelBundle?> Bundle,
        Artifact<Table> Clusters,
        Artifact<GroupTable> Features,
        Artifact<Table> Flags);

    public sealed record Outputs(Artifact<Table> Predictions);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("predict", options.Group.Name),
        options,
        inputs,
        new Outputs(new($"predict/{options.Group}/predictions.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable all = NewSynapseRows.Usable(context.Read(context.Inputs.Synapses), options.Features);
        bool[] isMember = SynapseCondition.Of(options.Group.Condition, options.Columns).Evaluate(all);
        SynapseTable own = all.Rows([.. Enumerable.Range(0, isMember.Length).Where(row => isMember[row])]);
        if (own.Count == 0 || context.Read(context.Inputs.Bundle) is not ModelBundle bundle)
        {
            if (own.Count > 0)
            {
                context.Warn($"{own.Count} new synapses of group {options.Group} are not assigned: the group is skipped.");
            }

            context.Write(context.Outputs.Predictions, TableOf(options.Group.Name, own.Rows([]), new Matrix(0, options.EmbeddingDimension, []), "", []));
            return;
        }

        Execution execution = context.Execution();
        FeatureSpace space = context.Read(context.Inputs.Space)!;
        bundle.RequireSpace(space.ContentHash, context.HashOf(context.Inputs.Umap));
        FeatureSpace whole = space.With(context.Read(context.Inputs.Alignment)).With(NewSynapseRows.FramesOfUnseen(all, space.Alignment, context.Read(context.Inputs.Alignment)));
        Matrix features = whole.Transform(own);
        Matrix embedding = context.Read(context.Inputs.Umap)!.Transform(features, execution);
        LabelledEmbedding training = LabelledEmbedding.Of(context.Read(context.Inputs.Clusters), dropNoise: false);
        IReadOnlyDictionary<SynapseKey, string> flags = ScreenNewStage.Read(context.Read(context.Inputs.Flags));
        IReadOnlyList<SynapsePrediction> predictions = TrainingNeighborhood
            .Of(training.Points, training.Labels, context.Read(context.Inputs.Features).Points, execution)
            .Judge(embedding, features, bundle.Model.Predict(embedding, execution), [.. own.Keys().Select(key => FlagsOf(flags[key]))], execution);
        context.Write(context.Outputs.Predictions, TableOf(options.Group.Name, own, embedding, bundle.Model.Kind.ShortName(), predictions));
    }

    private static IReadOnlyList<string> FlagsOf(string text) => text.Length == 0 ? [] : [text];

    private static Table TableOf(string group, SynapseTable synapses, Matrix embedding, string model, IReadOnlyList<SynapsePrediction> predictions)
        => new([
            TableColumn.Texts(GroupTable.NeuronType, synapses.NeuronTypes),
            TableColumn.Texts(GroupTable.NeuronId, synapses.Neurons),
            TableColumn.Texts(GroupTable.SynType, synapses.SynTypes),
            TableColumn.Texts(GroupTable.SynId, synapses.Ids),
            TableColumn.Texts(GroupTable.Group, LabelColumn.Same(group, synapses.Count)),
            .. GroupTable.NumbersOf(GroupTable.EmbeddingNames(embedding.ColumnCount), embedding),
            .. PredictionTable.Columns(predictions, model),
        ]);
}
