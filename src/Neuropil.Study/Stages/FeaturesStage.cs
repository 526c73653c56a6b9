using System.Text.Json.Nodes;
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
    public const string Stage = "features";
    public const string Features = "features";
    public const string Space = "space";
    public const string Synapses = "synapses";

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(StudySettings settings, GroupSettings group)
        => new()
        {
            Id = Id(group.Name),
            Options = Described(settings.Features),
            Inputs =
            [
                new OutputInput("clean", CleanStage.Id, CleanStage.Kept),
                new OutputInput("alignment", AlignStage.Id, AlignStage.Alignment),
            ],
            Outputs =
            [
                new UnitOutput(Features, $"features/{group.Name}/features.csv"),
                new UnitOutput(Space, $"features/{group.Name}/space.json"),
                new UnitOutput(Synapses, $"features/{group.Name}/synapses.csv"),
            ],
            Code = StageCode.Features,
            Run = context => Run(context, SynapseGroup.Named(group.Name), Options(settings.Features)),
        };

    public static JsonObject Described(FeatureSettings settings)
        => new()
        {
            ["Scaling"] = settings.RobustScaling ? "robust" : "none",
            ["CoordinateWeight"] = settings.CoordinateWeight,
            ["MorphologyWeight"] = settings.MorphologyWeight,
        };

    public static FeatureOptions Options(FeatureSettings settings)
        => new()
        {
            Scaling = settings.RobustScaling ? FeatureScaling.Robust : FeatureScaling.None,
            CoordinateWeight = settings.CoordinateWeight,
            MorphologyWeight = settings.MorphologyWeight,
        };

    private static void Run(UnitContext context, SynapseGroup group, FeatureOptions options)
    {
        IReadOnlyList<Synapse> all = SynapseTableFile.Read(context.InputPath("clean")).Synapses;
        List<Synapse> synapses = [.. all.Where(group.Contains)];
        GroupSize.RequireAny(group, synapses.Count, all.Count);
        NeuronAlignment alignment = context.Load("alignment", NeuronAlignment.Load).Only(neuron => IsOf(group, neuron));
        FeatureSpace space = FeatureSpace.Fit(alignment, synapses, options);
        new GroupTable([.. synapses.Select(synapse => synapse.Key)], FeatureSpace.FeatureNames, space.Transform(synapses)).Write(context.OutputPath(Features));
        context.Save(Space, space.Save);
        SynapseTable neighborhood = new() { Source = group.Name, Synapses = [.. NeighborhoodOf(group, all)] };
        SynapseTableFile.ToTable(neighborhood.Synapses, neighborhood).WriteCsv(context.OutputPath(Synapses));
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
