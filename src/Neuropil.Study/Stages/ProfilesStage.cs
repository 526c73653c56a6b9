using System.Globalization;
using Neuropil.Learning;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>What each cluster is like: a row a group and cluster, noise among them.</summary>
internal static class ProfilesStage
{
    private static readonly (string Suffix, double Share)[] Shares = [("Q05", 0.05), ("Q25", 0.25), ("Median", 0.5), ("Q75", 0.75), ("Q95", 0.95)];

    public sealed record Options(IReadOnlyList<FeatureRecipe> Features);

    public sealed record GroupInputs(Artifact<Table> Clusters, Artifact<HdbscanModel?> Hdbscan, Artifact<SynapseTable> Neighborhood);

    public sealed record Inputs(ByName<GroupInputs> Groups);

    public sealed record Outputs(Artifact<Table> Profiles);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("profiles"),
        options,
        inputs,
        new Outputs(new("cluster/profiles.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        List<Profile> profiles = [];
        foreach ((string group, GroupInputs inputs) in context.Inputs.Groups)
        {
            Table clusters = context.Read(inputs.Clusters);
            if (clusters.RowCount > 0)
            {
                SynapseTable near = context.Read(inputs.Neighborhood);
                int[] member = new Table(near.Column(FeaturesStage.Member)).Integers(FeaturesStage.Member);
                profiles.AddRange(Of(group, clusters, near.Rows([.. Enumerable.Range(0, member.Length).Where(row => member[row] == 1)]), context.Read(inputs.Hdbscan)!, options));
            }
        }

        string[] quantities = [.. profiles.SelectMany(profile => profile.Quantities.Keys).Distinct()];
        context.Write(context.Outputs.Profiles, new Table([
            TableColumn.Texts("Group", [.. profiles.Select(profile => profile.Group)]),
            TableColumn.Integers(ClusterStage.Cluster, [.. profiles.Select(profile => profile.Cluster)]),
            TableColumn.Integers("Size", [.. profiles.Select(profile => profile.Size)]),
            TableColumn.Numbers("Share", [.. profiles.Select(profile => profile.Share)]),
            TableColumn.Integers("NeuronCount", [.. profiles.Select(profile => profile.NeuronCount)]),
            TableColumn.Texts("Neurons", [.. profiles.Select(profile => profile.Neurons)]),
            TableColumn.Texts("NeuronTypes", [.. profiles.Select(profile => profile.NeuronTypes)]),
            TableColumn.Texts("SynTypes", [.. profiles.Select(profile => profile.SynTypes)]),
            TableColumn.Numbers("Persistence", [.. profiles.Select(profile => profile.Persistence)]),
            .. quantities.SelectMany(name => Shares.Select((share, place) =>
                TableColumn.Numbers($"{name}_{share.Suffix}", [.. profiles.Select(profile => profile.Quantities.TryGetValue(name, out double[]? own) ? own[place] : double.NaN)]))),
        ]));
    }

    private static IEnumerable<Profile> Of(string group, Table clusters, SynapseTable synapses, HdbscanModel model, Options options)
    {
        int[] labels = clusters.Integers(ClusterStage.Cluster);
        List<(string Name, double[] Values)> quantities =
        [
            .. options.Features.Where(recipe => recipe.Name != FeatureRecipe.Position).Select(recipe => (recipe.Name, synapses.Numbers(recipe.Name))),
            .. synapses.Positions is { } places ? [("DistanceFromOrigin", Distances(places))] : Array.Empty<(string, double[])>(),
            ("MembershipStrength", clusters.Numbers("MembershipStrength")),
            ("OutlierScore", clusters.Numbers("OutlierScore")),
        ];
        foreach (int cluster in labels.Distinct().OrderBy(label => label == FileLabels.Noise ? int.MaxValue : label))
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == cluster)];
            yield return new Profile(
                group,
                cluster,
                rows.Length,
                (double)rows.Length / labels.Length,
                rows.Select(row => synapses.Neurons[row]).Distinct(StringComparer.Ordinal).Count(),
                Counted(rows, synapses.Neurons),
                Counted(rows, synapses.NeuronTypes),
                Counted(rows, synapses.SynTypes),
                cluster == FileLabels.Noise ? double.NaN : model.Persistence.Span[cluster - 1],
                quantities.ToDictionary(quantity => quantity.Name, quantity => Quantiles([.. rows.Select(row => quantity.Values[row])])));
        }
    }

    private static double[] Distances(IReadOnlyList<double[]> places)
        => [.. places[0].Select((x, row) => Math.Sqrt((x * x) + (places[1][row] * places[1][row]) + (places[2][row] * places[2][row])))];

    private static double[] Quantiles(double[] values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return [.. Shares.Select(share => sorted.Length == 0 ? double.NaN : Quantile.OfSorted(sorted, share.Share))];
    }

    // As 'pv1 12, pv3 5': the most first, then by name; what has no name is left out.
    private static string Counted(int[] rows, LabelColumn names)
        => string.Join(", ", rows.GroupBy(row => names[row], StringComparer.Ordinal)
            .Where(name => name.Key.Length > 0)
            .OrderByDescending(name => name.Count()).ThenBy(name => name.Key, StringComparer.Ordinal)
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{name.Key} {name.Count()}")));

    private sealed record Profile(
        string Group,
        int Cluster,
        int Size,
        double Share,
        int NeuronCount,
        string Neurons,
        string NeuronTypes,
        string SynTypes,
        double Persistence,
        IReadOnlyDictionary<string, double[]> Quantities);
}
