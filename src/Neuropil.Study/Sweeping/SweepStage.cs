using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>Clusters a group's embedding under many MinSamples and MinClusterSize; one spanning tree serves all sizes of one MinSamples.</summary>
internal static class SweepStage
{
    public sealed record Options(string Group, ClusterSettings Cluster, SweepSettings Sweep);

    public sealed record Inputs(Artifact<Table> Clusters);

    public sealed record Outputs(Artifact<Table> Sweep);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("sweep", options.Group),
        options,
        inputs,
        new Outputs(new($"sweep/{options.Group}/sweep.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        Table clusters = context.Read(context.Inputs.Clusters);
        if (clusters.RowCount == 0)
        {
            context.Write(context.Outputs.Sweep, TableOf(options.Group, []));
            return;
        }

        LabelledEmbedding chosen = LabelledEmbedding.Of(clusters, dropNoise: false);
        ClusterSettings settings = options.Cluster.For(clusters.RowCount);
        (int[] samples, int[] sizes) = options.Sweep.For(settings, clusters.RowCount);
        Execution execution = context.Execution();
        List<Cell> cells = [];
        foreach (int count in samples)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Report(("parameters", (double)cells.Count / (samples.Length * sizes.Length)));
            HdbscanOptions[] tried = [.. sizes.Select(size => ClusterStage.OptionsOf(settings with { MinSamples = count, MinClusterSize = size }))];
            Cell? before = null;
            int[] labelsBefore = [];
            foreach (HdbscanModel model in Hdbscan.Sweep(chosen.Points, tried, execution))
            {
                int[] labels = Array.ConvertAll(model.Labels.ToArray(), FileLabels.Of);
                ClusteringStatistics statistics = before is not null && labels.AsSpan().SequenceEqual(labelsBefore)
                    ? before.Statistics
                    : ClusteringStatistics.Of(model, chosen.Points, execution);
                bool isChosen = count == settings.MinSamples && model.Options.MinClusterSize == settings.MinClusterSize;
                before = new Cell(count, model.Options.MinClusterSize, Current(statistics, model), model.RelativeValidity, AdjustedRand.Of(chosen.Labels, labels), isChosen);
                labelsBefore = labels;
                cells.Add(before);
            }
        }

        context.Write(context.Outputs.Sweep, TableOf(options.Group, cells));
        Cell own = cells.First(cell => cell.IsChosen);
        Cell best = cells.MaxBy(cell => cell.Statistics.Dbcv)!;
        context.Note(Text($"{cells.Count} choices: the chosen one (MinSamples {own.MinSamples}, MinClusterSize {own.MinClusterSize}) has {own.Statistics.ClusterCount} clusters and DBCV {own.Statistics.Dbcv:0.00}; {cells.Count(cell => cell.Statistics.ClusterCount == own.Statistics.ClusterCount)} have as many clusters."));
        if (best.Statistics.Dbcv > own.Statistics.Dbcv)
        {
            context.Note(Text($"The highest DBCV, {best.Statistics.Dbcv:0.00}, is of MinSamples {best.MinSamples}, MinClusterSize {best.MinClusterSize}: {best.Statistics.ClusterCount} clusters, {best.Statistics.NoiseShare:0.0%} noise. Chosen after a look at the outcome, such a value flatters itself: --target=Validate says whether its clusters hold."));
        }
    }

    // The same labels can come with other persistences, which follow from the tree.
    private static ClusteringStatistics Current(ClusteringStatistics statistics, HdbscanModel model)
    {
        double[] persistence = model.Persistence.ToArray();
        return statistics with { LargestPersistence = persistence.DefaultIfEmpty(0).Max(), TotalPersistence = persistence.Sum() };
    }

    private static Table TableOf(string group, IReadOnlyList<Cell> cells)
        => new(
            TableColumn.Texts("Group", [.. cells.Select(_ => group)]),
            TableColumn.Integers("MinSamples", [.. cells.Select(cell => cell.MinSamples)]),
            TableColumn.Integers("MinClusterSize", [.. cells.Select(cell => cell.MinClusterSize)]),
            TableColumn.Integers("Clusters", [.. cells.Select(cell => cell.Statistics.ClusterCount)]),
            TableColumn.Numbers("NoiseShare", [.. cells.Select(cell => cell.Statistics.NoiseShare)]),
            TableColumn.Numbers("Dbcv", [.. cells.Select(cell => cell.Statistics.ClusterCount < 2 ? double.NaN : cell.Statistics.Dbcv)]),
            TableColumn.Numbers("RelativeValidity", [.. cells.Select(cell => cell.RelativeValidity)]),
            TableColumn.Numbers("LargestPersistence", [.. cells.Select(cell => cell.Statistics.LargestPersistence)]),
            TableColumn.Numbers("TotalPersistence", [.. cells.Select(cell => cell.Statistics.TotalPersistence)]),
            TableColumn.Numbers("Agreement", [.. cells.Select(cell => cell.Agreement)]),
            TableColumn.Integers("IsChosen", [.. cells.Select(cell => cell.IsChosen ? 1 : 0)]));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Cell(int MinSamples, int MinClusterSize, ClusteringStatistics Statistics, double RelativeValidity, double Agreement, bool IsChosen);
}
