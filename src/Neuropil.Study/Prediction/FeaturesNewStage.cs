using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>Takes the new synapses of a group through the feature space that the group's models were trained in.</summary>
internal static class FeaturesNewStage
{
    public const string Stage = "features-new";
    public const string Features = "features";

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(StudySettings settings, GroupSettings group)
        => new()
        {
            Id = Id(group.Name),
            Inputs =
            [
                new OutputInput("synapses", AlignNewStage.Id, AlignNewStage.Aligned),
                new OutputInput("space", FeaturesStage.Id(group.Name), FeaturesStage.Space),
            ],
            Outputs = [new UnitOutput(Features, $"features/{group.Name}/new-features.csv")],
            Code = StageCode.Features,
            Run = context => Run(context, SynapseGroup.Named(group.Name), settings.Data.New),
        };

    private static void Run(UnitContext context, SynapseGroup group, string source)
    {
        SynapseTable all = AlignNewStage.Read(context.InputPath("synapses"));
        SynapseTable own = all with { Source = source, Synapses = [.. all.Synapses.Where(group.Contains)] };
        FeatureSpace space = context.Load("space", FeatureSpace.Load);
        space.Alignment.RequireFitted(own);
        new GroupTable([.. own.Synapses.Select(synapse => synapse.Key)], FeatureSpace.FeatureNames, space.Transform(own.Synapses))
            .Write(context.OutputPath(Features));
    }
}
