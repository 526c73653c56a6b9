using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Replicates as a tidy table: a row a synapse and replicate, with its cluster and its place.</summary>
internal sealed class ReplicateTable
{
    private readonly List<string> names = [];
    private readonly List<int> rows = [];
    private readonly List<int> clusters = [];
    private readonly List<double[]> places = [];

    /// <summary>Adds a replicate; without a clustering all of its synapses are noise and have no place.</summary>
    public void Add(string name, int[] own, FeatureClustering? clustering)
    {
        int[] labels = clustering?.Labels ?? [.. own.Select(_ => FileLabels.Noise)];
        for (int place = 0; place < own.Length; place++)
        {
            names.Add(name);
            rows.Add(own[place]);
            clusters.Add(labels[place]);
            places.Add(clustering is null ? [] : clustering.Embedding.Embedding.Row(place).ToArray());
        }
    }

    public Table ToTable(int dimension)
        => new([
            TableColumn.Texts(ReplicateStage.Name, [.. names]),
            TableColumn.Integers(ReplicateStage.Row, [.. rows]),
            TableColumn.Integers(ClusterStage.Cluster, [.. clusters]),
            .. GroupTable.EmbeddingNames(dimension).Select((name, axis) => TableColumn.Numbers(name, [.. places.Select(place => place.Length == 0 ? double.NaN : place[axis])])),
        ]);

    /// <summary>The replicates of tables, in their order, by name.</summary>
    public static IReadOnlyList<(string Name, Replicate Replicate)> Read(IEnumerable<Table> tables)
        => [.. tables.SelectMany(table =>
        {
            string[] names = table.Texts(ReplicateStage.Name);
            int[] rows = table.Integers(ReplicateStage.Row);
            int[] clusters = table.Integers(ClusterStage.Cluster);
            return Enumerable.Range(0, names.Length).GroupBy(row => names[row], StringComparer.Ordinal)
                .Select(group => (group.Key, new Replicate([.. group.Select(row => rows[row])], [.. group.Select(row => clusters[row])])));
        })];
}
