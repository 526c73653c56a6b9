using Neuropil.Learning;
using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>
/// Takes a group's synapses out of the whole and fits the group's feature space. What does not concern the group ends here: a cell
/// of another group's synapse leaves these outputs as they are, and everything behind them is reused.
/// </summary>
internal static class FeaturesStage
{
    public sealed record Options(string Group, FeatureSettings Features);

    public sealed record Inputs(Artifact<SynapseTable> Clean, Artifact<NeuronAlignment> Alignment);

    public sealed record Outputs(Artifact<GroupTable> Features, Artifact<FeatureSpace> Space, Artifact<SynapseTable> Synapses);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("features", options.Group),
        options,
        inputs,
        new Outputs(
            new($"features/{options.Group}/features.csv", StudyCodecs.Group),
            new($"features/{options.Group}/space.json", StudyCodecs.Space),
            new($"features/{options.Group}/synapses.csv", StudyCodecs.Synapses)),
        static (options, context) => Run(SynapseGroup.Named(options.Group), OptionsOf(options.Features), context));

    public static FeatureOptions OptionsOf(FeatureSettings settings)
        => new()
        {
            Scaling = settings.RobustScaling ? FeatureScaling.Robust : FeatureScaling.None,
            CoordinateWeight = settings.CoordinateWeight,
            MorphologyWeight = settings.MorphologyWeight,
        };

    private static void Run(SynapseGroup group, FeatureOptions options, UnitContext<Inputs, Outputs> context)
    {
        IReadOnlyList<Synapse> all = context.Read(context.Inputs.Clean).Synapses;
        List<Synapse> synapses = [.. all.Where(group.Contains)];
        GroupSize.RequireAny(group, synapses.Count, all.Count);
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment).Only(neuron => IsOf(group, neuron));
        FeatureSpace space = FeatureSpace.Fit(alignment, synapses, options);
        context.Write(
            context.Outputs.Features,
            new GroupTable([.. synapses.Select(synapse => synapse.Key)], FeatureSpace.FeatureNames, space.Transform(synapses)));
        context.Write(context.Outputs.Space, space);
        context.Write(context.Outputs.Synapses, new SynapseTable { Source = group.Name, Synapses = [.. NeighborhoodOf(group, all)] });
    }

    /// <summary>Whether synapses on the neuron can belong to the group.</summary>
    private static bool IsOf(SynapseGroup group, string neuronId)
        => group == SynapseGroup.Asymmetric || group == SynapseGroup.Symmetric || NeuronTypes.Of(neuronId).ShortName() == group.Name;

    /// <summary>
    /// Every synapse that decides the alignment of the group's neurons: the group's own in full, of the others the place alone.
    /// Nothing else of them may reach the units behind.
    /// </summary>
    private static IEnumerable<Synapse> NeighborhoodOf(SynapseGroup group, IReadOnlyList<Synapse> all)
        => all
            .Where(synapse => IsOf(group, synapse.NeuronId))
            .Select(synapse => group.Contains(synapse)
                ? synapse with { Line = 0, BoutonVolume = null, Extra = [] }
                : synapse with { Line = 0, BoutonVolume = null, Extra = [], SynArea = double.NaN, BoutonArea = double.NaN });
}
