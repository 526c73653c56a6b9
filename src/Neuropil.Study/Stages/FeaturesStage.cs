using System.Globalization;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// Takes a group's synapses out of the whole and fits the group's feature space. What does not concern the group ends here: a cell
/// of another group's synapse leaves these outputs as they are, and everything behind them is reused.
/// </summary>
internal static class FeaturesStage
{
    /// <summary>In the table of neighbours, whether a synapse is of the group: 1 or 0.</summary>
    public const string Member = "InGroup";

    private const double Drowned = 0.01;
    private const double Drowning = 0.9;

    public sealed record Options(SynapseGroup Group, SynapseColumns Columns, IReadOnlyList<FeatureRecipe> Features, int FewestSynapses);

    public sealed record Inputs(Artifact<SynapseTable> Screened, Artifact<NeuronAlignment> Alignment);

    /// <summary>A group that is too small has an empty table of features and no space.</summary>
    public sealed record Outputs(Artifact<GroupTable> Features, Artifact<FeatureSpace?> Space, Artifact<SynapseTable> Neighborhood);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("features", options.Group.Name),
        options,
        inputs,
        new Outputs(
            new($"features/{options.Group}/features.csv", StudyCodecs.Group),
            new($"features/{options.Group}/space.json", StudyCodecs.Space),
            new($"features/{options.Group}/neighborhood.csv", StudyCodecs.Synapses)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable all = context.Read(context.Inputs.Screened);
        SynapseCondition condition = SynapseCondition.Of(options.Group.Condition, options.Columns);
        foreach (string warning in condition.Warnings(all))
        {
            context.Warn($"[Groups] {options.Group}: {warning}");
        }

        bool[] isMember = condition.Evaluate(all);
        SynapseTable synapses = all.Rows([.. Enumerable.Range(0, isMember.Length).Where(row => isMember[row])]);
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        if (synapses.Count < options.FewestSynapses)
        {
            context.Warn($"Group {options.Group} has {synapses.Count} of {all.Count} synapses, fewer than {options.FewestSynapses}: too few to cluster. It is skipped; its condition is '{options.Group.Condition}' in [Groups].");
            context.Write(context.Outputs.Features, GroupTable.Empty);
            context.Write(context.Outputs.Space, null);
            context.Write(context.Outputs.Neighborhood, Neighborhood(all.Rows([]), [], options.Features));
            return;
        }

        HashSet<string> neurons = [.. synapses.Neurons.Codes.ToArray().Distinct().Select(code => synapses.Neurons.Names[code])];
        FeatureSpace space = FeatureSpace.Fit(alignment.Only(neurons.Contains), synapses, options.Features);
        GroupTable features = GroupTable.Of(synapses, space.FeatureNames, space.Transform(synapses));
        TellShares(options.Group.Name, space.Shares(features.Points), [.. options.Features.Where(recipe => recipe.Weight == 0).Select(recipe => recipe.Name)], context);
        context.Write(context.Outputs.Features, features);
        context.Write(context.Outputs.Space, space);
        int[] near = [.. Enumerable.Range(0, all.Count).Where(row => neurons.Contains(all.Neurons[row]))];
        context.Write(context.Outputs.Neighborhood, Neighborhood(all.Rows(near), Array.ConvertAll(near, row => isMember[row]), options.Features));
    }

    /// <summary>
    /// Every synapse that decides the frames of the group's neurons: the group's own in full, of the others the place alone.
    /// Nothing else of them may reach the units behind.
    /// </summary>
    private static SynapseTable Neighborhood(SynapseTable near, bool[] isMember, IReadOnlyList<FeatureRecipe> features)
        => near with
        {
            Lines = new int[near.Count],
            Columns =
            [
                .. features.Where(recipe => recipe.Name != FeatureRecipe.Position).Select(recipe =>
                {
                    double[] values = near.Numbers(recipe.Name);
                    return TableColumn.Numbers(recipe.Name, [.. values.Select((value, row) => isMember[row] ? value : double.NaN)]);
                }),
                TableColumn.Integers(Member, Array.ConvertAll(isMember, member => member ? 1 : 0)),
            ],
        };

    private static void TellShares(string group, IReadOnlyList<FeatureShare> shares, IReadOnlyList<string> leftOut, UnitContext context)
    {
        if (shares.Count < 2)
        {
            return;
        }

        context.Note($"Of the variance that group {group} is clustered by, {string.Join(", ", shares.Select(share => $"{share.Name} has {Percent(share.Share)}"))}.");
        foreach (FeatureShare share in shares.Where(share => share.Share is < Drowned or > Drowning && !leftOut.Contains(share.Name)))
        {
            context.Warn(share.Share < Drowned
                ? $"Group {group}: {share.Name} has {Percent(share.Share)} of the variance and hardly counts. 'robust' or a greater weight in [Features] {share.Name} raises it."
                : $"Group {group}: {share.Name} has {Percent(share.Share)} of the variance and drowns the other features. 'robust', 'log' or a smaller weight in [Features] {share.Name} lowers it; look at its unit too.");
        }
    }

    private static string Percent(double share) => (100 * share).ToString(share is < 0.1 and > 0 ? "0.##" : "0", CultureInfo.InvariantCulture) + " %";
}
