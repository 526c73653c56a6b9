using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Predictions as columns: what they say, and what that means.</summary>
internal static class PredictionTable
{
    public const string Probability = "Probability";
    public const string Decision = "Decision";
    public const string Model = "Model";
    public const string Status = "Status";
    public const string NearestCluster = "NearestCluster";
    public const string NearestDistance = "NearestDistance";
    public const string NeighborVote = "NeighborVote";

    /// <summary>What a table tells of each prediction, in order.</summary>
    public static IReadOnlyList<string> Told { get; } =
        [ClusterStage.Cluster, Probability, Decision, Model, Status, NearestCluster, NearestDistance, NeighborVote, ScreenNewStage.Flags];

    public static IReadOnlyList<TableColumn> Columns(IReadOnlyList<SynapsePrediction> predictions, string model)
        =>
        [
            TableColumn.Integers(ClusterStage.Cluster, [.. predictions.Select(prediction => prediction.Cluster)]),
            TableColumn.Numbers(Probability, [.. predictions.Select(prediction => prediction.Probability)]),
            TableColumn.Numbers(Decision, [.. predictions.Select(prediction => prediction.Decision)]),
            TableColumn.Texts(Model, LabelColumn.Same(model, predictions.Count)),
            TableColumn.Texts(Status, [.. predictions.Select(prediction => Text(prediction.Status))]),
            TableColumn.Integers(NearestCluster, [.. predictions.Select(prediction => prediction.NearestCluster)]),
            TableColumn.Numbers(NearestDistance, [.. predictions.Select(prediction => prediction.NearestDistance)]),
            TableColumn.Numbers(NeighborVote, [.. predictions.Select(prediction => prediction.NeighborVote)]),
            TableColumn.Texts(ScreenNewStage.Flags, [.. predictions.Select(prediction => string.Join(PredictionFlag.Separator, prediction.Flags))]),
        ];

    /// <summary>The word of a status.</summary>
    public static string Text(PredictionStatus status) => status switch
    {
        PredictionStatus.Assigned => "assigned",
        PredictionStatus.Rejected => "rejected",
        PredictionStatus.Noise => "noise",
        _ => throw new NotSupportedException($"There is no status {status}."),
    };

    /// <summary>One row a new synapse, the groups side by side: <c>as_Cluster</c>, <c>as_Probability</c>, …; blank where it is in no such group.</summary>
    /// <param name="flags">Every new synapse with what is doubtful of it.</param>
    /// <param name="groups">Each group's predictions.</param>
    public static Table Wide(Table flags, IEnumerable<(string Group, Table Predictions)> groups)
    {
        Dictionary<SynapseKey, int> rowOf = GroupTable.KeysOf(flags).Select((key, row) => (key, row)).ToDictionary(one => one.key, one => one.row);
        List<TableColumn> columns = [.. flags.Columns];
        foreach ((string group, Table predictions) in groups)
        {
            int[] rows = [.. GroupTable.KeysOf(predictions).Select(key => rowOf[key])];
            foreach (string name in Told)
            {
                string[] cells = new string[flags.RowCount];
                Array.Fill(cells, "");
                string[] own = predictions.Texts(name);
                for (int row = 0; row < own.Length; row++)
                {
                    cells[rows[row]] = own[row];
                }

                columns.Add(TableColumn.Texts($"{group}_{name}", cells));
            }
        }

        return new Table(columns);
    }
}
