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
        Execution execution = context.Execution();
        GroupPredictor predictor = Predictor(options, context, all, execution);
        SynapseTable own = all.Rows(predictor.Members(all));
        if (own.Count > 0 && !predictor.IsFitted)
        {
            context.Warn($"{own.Count} new synapses of group {options.Group} are not assigned: the group is skipped.");
        }

        IReadOnlyDictionary<SynapseKey, string> flags = ScreenNewStage.Read(context.Read(context.Inputs.Flags));
        context.Write(context.Outputs.Predictions, predictor.Predict(own, [.. own.Keys().Select(key => flags[key])], execution));
    }

    private static GroupPredictor Predictor(Options options, UnitContext<Inputs, Outputs> context, SynapseTable all, Execution execution)
    {
        if (context.Read(context.Inputs.Bundle) is not ModelBundle bundle)
        {
            return GroupPredictor.Skipped(options.Group, options.Columns, options.EmbeddingDimension);
        }

        FeatureSpace space = context.Read(context.Inputs.Space)!;
        bundle.RequireSpace(space.ContentHash, context.HashOf(context.Inputs.Umap));
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        return GroupPredictor.Of(
            options.Group,
            options.Columns,
            space.With(alignment).With(NewSynapseRows.FramesOfUnseen(all, space.Alignment, alignment)),
            context.Read(context.Inputs.Umap)!,
            bundle.Model,
            context.Read(context.Inputs.Clusters),
            context.Read(context.Inputs.Features).Points,
            execution);
    }
}
