using System.Globalization;
using System.Text.Json;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>One group's clusters on both sides.</summary>
/// <param name="Group">The group.</param>
/// <param name="CommonCount">Synapses that both sides clustered.</param>
/// <param name="Match">The clusters matched.</param>
/// <param name="Moved">Synapses that are in another cluster.</param>
public sealed record GroupComparison(string Group, int CommonCount, ClusterMatch Match, IReadOnlyList<MovedSynapse> Moved);

/// <summary>A metric on both sides.</summary>
/// <param name="Name">Group, learner and metric.</param>
/// <param name="Before">Its value on the first side.</param>
/// <param name="After">Its value on the second side.</param>
public sealed record MetricPair(string Name, double Before, double After);

/// <summary>What two runs of a study say about synapses: clusters, predictions, metrics.</summary>
/// <param name="Groups">Every group that both sides clustered.</param>
/// <param name="CommonPredictions">New synapses that both sides predict.</param>
/// <param name="ChangedPredictions">New synapses that fall into another cluster, numbers matched.</param>
/// <param name="Metrics">The metrics of both sides.</param>
public sealed record StudyComparison(
    IReadOnlyList<GroupComparison> Groups,
    int CommonPredictions,
    IReadOnlyList<MovedSynapse> ChangedPredictions,
    IReadOnlyList<MetricPair> Metrics)
{
    private static readonly string[] Told = ["accuracy", "macroF1", "balancedAccuracy", "cohensKappa"];

    /// <summary>Synapses whose cluster is another one, over all groups.</summary>
    public IReadOnlyList<MovedSynapse> Moved => [.. Groups.SelectMany(group => group.Moved)];

    /// <summary>Compares the results of two runs, as far as both are at hand.</summary>
    /// <param name="groups">The groups of the study.</param>
    /// <param name="first">Gives the place of a result of the first run by its path, or null.</param>
    /// <param name="second">The same of the second.</param>
    public static StudyComparison Of(IReadOnlyList<string> groups, Func<string, string?> first, Func<string, string?> second)
    {
        ArgumentNullException.ThrowIfNull(groups);
        List<GroupComparison> compared = [];
        foreach (string group in groups)
        {
            string path = $"cluster/{group}/clusters.csv";
            if (first(path) is { } before && second(path) is { } after)
            {
                compared.Add(GroupOf(group, Table.ReadCsv(before), Table.ReadCsv(after)));
            }
        }

        const string Predictions = "predict/predictions.csv";
        (int common, IReadOnlyList<MovedSynapse> changed) = first(Predictions) is { } old && second(Predictions) is { } young
            ? ChangedIn(Table.ReadCsv(old), Table.ReadCsv(young), compared.ToDictionary(group => group.Group, group => group.Match))
            : (0, []);
        const string Scores = "train/metrics.json";
        return new StudyComparison(compared, common, changed, first(Scores) is { } firstScores && second(Scores) is { } secondScores ? MetricsOf(firstScores, secondScores) : []);
    }

    /// <summary>The moved synapses as a table: group, synapse, cluster before and after.</summary>
    public void WriteMoved(string path)
    {
        IReadOnlyList<MovedSynapse> moved = Moved;
        new Table(
            TableColumn.Texts("Group", [.. moved.Select(synapse => synapse.Group)]),
            TableColumn.Texts("Synapse", [.. moved.Select(synapse => synapse.Synapse)]),
            TableColumn.Integers("Before", [.. moved.Select(synapse => synapse.Before)]),
            TableColumn.Integers("After", [.. moved.Select(synapse => synapse.After)])).WriteCsv(path);
    }

    private static GroupComparison GroupOf(string group, Table before, Table after)
    {
        Dictionary<string, int> first = ClustersIn(before, null);
        Dictionary<string, int> second = ClustersIn(after, null);
        string[] common = [.. first.Keys.Where(second.ContainsKey)];
        ClusterMatch match = ClusterMatch.Of([.. common.Select(synapse => first[synapse])], [.. common.Select(synapse => second[synapse])]);
        MovedSynapse[] moved = [.. common.Where(synapse => Matched(match, second[synapse]) != first[synapse]).Select(synapse => new MovedSynapse(group, synapse, first[synapse], second[synapse]))];
        return new GroupComparison(group, common.Length, match, moved);
    }

    private static (int Common, IReadOnlyList<MovedSynapse> Changed) ChangedIn(Table before, Table after, Dictionary<string, ClusterMatch> matches)
    {
        Dictionary<string, int> first = ClustersIn(before, "Group");
        Dictionary<string, int> second = ClustersIn(after, "Group");
        string[] common = [.. first.Keys.Where(second.ContainsKey)];
        return (common.Length,
        [
            .. common
                .Select(synapse => (Group: synapse[..synapse.IndexOf(' ', StringComparison.Ordinal)], Synapse: synapse))
                .Where(entry => (matches.TryGetValue(entry.Group, out ClusterMatch? match) ? Matched(match, second[entry.Synapse]) : second[entry.Synapse]) != first[entry.Synapse])
                .Select(entry => new MovedSynapse(entry.Group, entry.Synapse[(entry.Group.Length + 1)..], first[entry.Synapse], second[entry.Synapse])),
        ]);
    }

    // A cluster that is matched by none has a number that none has.
    private static int Matched(ClusterMatch match, int cluster) => cluster == FileLabels.Noise ? cluster : match.ToFirst.GetValueOrDefault(cluster, 0);

    private static Dictionary<string, int> ClustersIn(Table table, string? group)
    {
        string[] names = [.. new[] { group, "NeuronId", "SynType", "SynId" }.OfType<string>().Where(table.Has)];
        string[][] parts = [.. names.Select(table.Texts)];
        int[] clusters = table.Integers(ClusterStage.Cluster);
        Dictionary<string, int> byKey = new(StringComparer.Ordinal);
        for (int row = 0; row < table.RowCount; row++)
        {
            byKey[string.Join(' ', parts.Select(part => part[row]))] = clusters[row];
        }

        return byKey;
    }

    private static MetricPair[] MetricsOf(string before, string after)
    {
        Dictionary<string, double> first = Numbers(before);
        Dictionary<string, double> second = Numbers(after);
        return [.. first.Where(metric => second.ContainsKey(metric.Key)).Select(metric => new MetricPair(metric.Key, metric.Value, second[metric.Key]))];
    }

    private static Dictionary<string, double> Numbers(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        Dictionary<string, double> numbers = new(StringComparer.Ordinal);
        Add("", document.RootElement);
        return numbers;

        void Add(string place, JsonElement element)
        {
            foreach (JsonProperty property in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
            {
                if (property.Value.ValueKind == JsonValueKind.Number && Told.Contains(property.Name))
                {
                    numbers[string.Create(CultureInfo.InvariantCulture, $"{place.Trim()} {property.Name}")] = property.Value.GetDouble();
                }

                Add($"{place} {property.Name}", property.Value);
            }
        }
    }
}
