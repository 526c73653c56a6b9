using Neuropil.Numerics.Models;

namespace Neuropil.Hdbscan;

public sealed partial class HdbscanModel
{
    private const string Format = "neuropil-hdbscan";
    private const int Version = 1;

    /// <summary>Writes the model; the same model gives the same bytes.</summary>
    /// <param name="stream">Where to; left open.</param>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, Version, Write);

    /// <summary>Reads a model. Everything in the file is checked, and the results are derived again from the spanning tree in it.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What to call it in errors; null: its name, if it has one.</param>
    /// <exception cref="ModelFormatException">The file is no such model, is damaged, or is of a newer version.</exception>
    public static HdbscanModel Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, Version, name));

    /// <summary>Writes the model as part of another.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Nested("options", options =>
        {
            options.Integer("minClusterSize", Options.MinClusterSize);
            options.Integer("minSamples", Options.MinSamples);
            options.Text("selection", Options.Selection.ToString());
            options.Number("clusterSelectionEpsilon", Options.ClusterSelectionEpsilon);
            options.Integer("maxClusterSize", Options.MaxClusterSize);
            options.Flag("allowSingleCluster", Options.AllowSingleCluster);
            options.Text("metric", Options.Metric.ToString());
        });
        writer.Matrix("points", canonical.Points);
        FeatureNames.Write(writer);
        writer.Integers("rows", canonical.Rows);
        if (weights is not null)
        {
            writer.Doubles("weights", weights.Weights);
        }

        writer.Doubles("coreDistances", cores);
        writer.Nested("spanningTree", edges =>
        {
            edges.Integers("from", tree.Lower);
            edges.Integers("to", tree.Higher);
            edges.Doubles("distances", tree.Weights);
            if (ColumnCount == 0)
            {
                edges.Doubles("plainDistances", tree.Distances);
            }
        });
    }

    /// <summary>Reads a model that is part of another.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static HdbscanModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        HdbscanOptions options = ReadOptions(reader.Nested("options"));
        Matrix points = reader.Matrix("points");
        int count = points.RowCount;
        bool weighted = reader.Has("weights");
        if (count < 2 || (!weighted && count <= options.EffectiveMinSamples))
        {
            throw reader.Bad("points", "has too few rows");
        }

        int[] rows = reader.Integers("rows", count, 0, count - 1);
        double[] cores = reader.Doubles("coreDistances", count);
        PointWeights? weights = weighted ? new PointWeights(reader.Doubles("weights", count), cores) : null;
        ModelReader edges = reader.Nested("spanningTree");
        int[] from = edges.Integers("from", count - 1, 0, count - 1);
        int[] to = edges.Integers("to", count - 1, 0, count - 1);
        double[] distances = edges.Doubles("distances", count - 1);
        double[] plainDistances = points.ColumnCount == 0
            ? edges.Doubles("plainDistances", count - 1)
            : [.. from.Zip(to, PlainDistance.Of(points, options.Metric))];
        ModelChecks.Check(reader, points, rows, cores);
        ModelChecks.Check(reader, weights);
        ModelChecks.Check(edges, cores, from, to, distances, plainDistances);
        MinimumSpanningTree tree = MinimumSpanningTree.FromEdges(from, to, distances, plainDistances);
        return new HdbscanModel(options, CanonicalPoints.From(points, rows), cores, tree, weights, FeatureNames.Read(reader, points.ColumnCount));
    }

    private static HdbscanOptions ReadOptions(ModelReader reader)
    {
        double epsilon = reader.Number("clusterSelectionEpsilon");
        return new HdbscanOptions
        {
            MinClusterSize = reader.Integer("minClusterSize", 2),
            MinSamples = reader.Has("minSamples") ? reader.Integer("minSamples", 1) : null,
            Selection = reader.Choice<ClusterSelection>("selection"),
            ClusterSelectionEpsilon = double.IsFinite(epsilon) && epsilon >= 0
                ? epsilon
                : throw reader.Bad("clusterSelectionEpsilon", "is not a finite number of at least 0"),
            MaxClusterSize = reader.Has("maxClusterSize") ? reader.Integer("maxClusterSize", 2) : null,
            AllowSingleCluster = reader.Flag("allowSingleCluster"),
            Metric = reader.Choice<Metric>("metric"),
        };
    }
}
