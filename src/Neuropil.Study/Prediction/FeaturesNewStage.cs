using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Takes the new synapses of a group through the feature space that the group's models were trained in.</summary>
internal static class FeaturesNewStage
{
    public sealed record Options(string Group);

    public sealed record Inputs(FileLabel Workbook, Artifact<Table> Aligned, Artifact<FeatureSpace> Space);

    public sealed record Outputs(Artifact<GroupTable> Features);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("features-new", options.Group),
        options,
        inputs,
        new Outputs(new($"features/{options.Group}/new-features.csv", StudyCodecs.Group)),
        static (options, context) => Run(SynapseGroup.Named(options.Group), context));

    private static void Run(SynapseGroup group, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable all = AlignNewStage.SynapsesOf(context.Read(context.Inputs.Aligned));
        SynapseTable own = all with { Source = context.NameOf(context.Inputs.Workbook), Synapses = [.. all.Synapses.Where(group.Contains)] };
        FeatureSpace space = context.Read(context.Inputs.Space);
        space.Alignment.RequireFitted(own);
        context.Write(
            context.Outputs.Features,
            new GroupTable([.. own.Synapses.Select(synapse => synapse.Key)], FeatureSpace.FeatureNames, space.Transform(own.Synapses)));
    }
}
