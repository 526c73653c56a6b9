using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// Embeds and clusters data sets without clusters as the group was. They are drawn in the space of its features: neurons are aligned
/// already, and turning independent axes again would change nothing that the null keeps.
/// </summary>
internal static class NullStage
{
    /// <summary>Which data set a row is of.</summary>
    public const string Name = "Replicate";

    /// <summary>The correlation of distance ranks (<see cref="EmbeddingReliability"/>) below which one in twenty of its points lies.</summary>
    public const string DubiousBelow = "DubiousBelow";

    private const double DubiousShare = 0.05;

    // First: the first data set of the unit. Count: how many.
    public sealed record Options(string Group, NullKind Kind, int First, int Count, EmbedSettings Embed, ClusterSettings Cluster, long Seed);

    public sealed record Inputs(Artifact<GroupTable> Features);

    public sealed record Outputs(Artifact<Table> Statistics);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId(StageOf(options.Kind), ReplicateStage.Part(options.Group, options.First)),
        options,
        inputs,
        new Outputs(new($"validate/{options.Group}/nulls/{StageOf(options.Kind)}-{options.First:0000}.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    /// <summary>The stage of a kind.</summary>
    public static string StageOf(NullKind kind) => kind switch
    {
        NullKind.Permuted => "null-permuted",
        NullKind.OnePopulation => "null-population",
        _ => throw new NotSupportedException($"There is no kind {kind}."),
    };

    /// <summary>The statistics of a table, in its order.</summary>
    public static IEnumerable<ClusteringStatistics> Read(Table table)
    {
        int[] counts = table.Integers(nameof(ClusteringStatistics.ClusterCount));
        double[] largest = table.Numbers(nameof(ClusteringStatistics.LargestPersistence));
        double[] total = table.Numbers(nameof(ClusteringStatistics.TotalPersistence));
        double[] dbcv = table.Numbers(nameof(ClusteringStatistics.Dbcv));
        double[] noise = table.Numbers(nameof(ClusteringStatistics.NoiseShare));
        return counts.Select((count, row) => new ClusteringStatistics(count, largest[row], total[row], dbcv[row], noise[row]));
    }

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        GroupTable features = context.Read(context.Inputs.Features);
        List<(int Replicate, ClusteringStatistics Statistics, double DubiousBelow)> drawn = [];
        if (features.Keys.Count > 0)
        {
            string[] neurons = [.. features.Keys.Select(key => key.NeuronId)];
            NullCopula? copula = options.Kind == NullKind.OnePopulation ? NullCopula.Fit(features.Points) : null;
            ClusterSettings cluster = options.Cluster.For(features.Keys.Count);
            for (int replicate = options.First; replicate < options.First + options.Count; replicate++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                context.Progress.Report(("data sets without clusters", (double)(replicate - options.First) / options.Count));
                Matrix points = copula?.Draw(options.Seed, replicate) ?? NullPermutation.Draw(features.Points, neurons, options.Seed, replicate);
                Execution execution = context.Execution();
                FeatureClustering fitted = FeatureClustering.Fit(points, EmbedStage.OptionsOf(options.Embed, options.Seed), ClusterStage.OptionsOf(cluster), execution);
                drawn.Add((replicate, fitted.Statistics(execution), DubiousBelowOf(points, fitted, options, execution)));
            }
        }

        context.Write(context.Outputs.Statistics, new Table(
            TableColumn.Integers(Name, [.. drawn.Select(one => one.Replicate)]),
            TableColumn.Integers(nameof(ClusteringStatistics.ClusterCount), [.. drawn.Select(one => one.Statistics.ClusterCount)]),
            TableColumn.Numbers(nameof(ClusteringStatistics.LargestPersistence), [.. drawn.Select(one => one.Statistics.LargestPersistence)]),
            TableColumn.Numbers(nameof(ClusteringStatistics.TotalPersistence), [.. drawn.Select(one => one.Statistics.TotalPersistence)]),
            TableColumn.Numbers(nameof(ClusteringStatistics.Dbcv), [.. drawn.Select(one => one.Statistics.Dbcv)]),
            TableColumn.Numbers(nameof(ClusteringStatistics.NoiseShare), [.. drawn.Select(one => one.Statistics.NoiseShare)]),
            TableColumn.Numbers(DubiousBelow, [.. drawn.Select(one => one.DubiousBelow)])));
    }

    // The first bundle of the permuted data is enough for a quantile over all of its points.
    private static double DubiousBelowOf(Matrix points, FeatureClustering fitted, Options options, Execution execution)
    {
        if (options.Kind != NullKind.Permuted || options.First > 0)
        {
            return double.NaN;
        }

        double[] correlations = EmbeddingReliability.DistanceCorrelations(points, fitted.Embedding.Embedding, options.Seed, execution);
        Array.Sort(correlations);
        return Quantile.OfSorted(correlations, DubiousShare);
    }
}
