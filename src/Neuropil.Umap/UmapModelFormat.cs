using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Umap;

/// <summary>The file format <c>neuropil-umap</c>.</summary>
internal static class UmapModelFormat
{
    private const string Format = "neuropil-umap";
    private const int Version = 1;

    public static void Save(UmapModel model, Stream stream)
        => ModelWriter.Write(stream, Format, Version, writer =>
        {
            writer.Nested("options", fields => Write(fields, model.Options));
            writer.Nested("curve", fields =>
            {
                fields.Number("a", model.Curve.A);
                fields.Number("b", model.Curve.B);
            });
            writer.Matrix("trainingPoints", model.TrainingPoints);
            writer.Matrix("embedding", model.Embedding);
        });

    public static UmapModel Load(Stream stream, string? name)
    {
        ModelReader reader = ModelReader.Read(stream, Format, Version, name);
        UmapOptions options;
        try
        {
            options = Options(reader.Nested("options")).Checked();
        }
        catch (ArgumentException exception)
        {
            throw reader.Bad("options", "holds a value out of range: " + exception.Message.TrimEnd('.'));
        }

        ModelReader curve = reader.Nested("curve");
        Matrix points = reader.Matrix("trainingPoints");
        Matrix embedding = reader.Matrix("embedding", points.RowCount, options.EmbeddingDimension);
        if (points.RowCount < options.NeighborCount || points.ColumnCount == 0)
        {
            throw reader.Bad("trainingPoints", "has fewer rows than neighbours, or no columns");
        }

        RequireFinite(reader, "trainingPoints", points);
        RequireFinite(reader, "embedding", embedding);
        return new UmapModel(options, new DistanceCurve(Positive(curve, "a"), Positive(curve, "b")), points, embedding);
    }

    private static void Write(ModelWriter fields, UmapOptions options)
    {
        fields.Integer("neighborCount", options.NeighborCount);
        fields.Integer("embeddingDimension", options.EmbeddingDimension);
        fields.Number("minDistance", options.MinDistance);
        fields.Number("spread", options.Spread);
        fields.Integer("epochCount", (long?)options.EpochCount);
        fields.Integer("negativeSampleRate", options.NegativeSampleRate);
        fields.Number("setOperationMixRatio", options.SetOperationMixRatio);
        fields.Number("localConnectivity", options.LocalConnectivity);
        fields.Number("learningRate", options.LearningRate);
        fields.Number("repulsionStrength", options.RepulsionStrength);
        fields.Text("metric", options.Metric.ToString());
        fields.Text("neighborSearch", options.NeighborSearch.ToString());
        fields.Text("initialization", options.Initialization.ToString());
        fields.Integer("seed", options.Seed);
    }

    private static UmapOptions Options(ModelReader fields)
        => new()
        {
            NeighborCount = fields.Integer("neighborCount"),
            EmbeddingDimension = fields.Integer("embeddingDimension"),
            MinDistance = fields.Number("minDistance"),
            Spread = fields.Number("spread"),
            EpochCount = fields.Has("epochCount") ? fields.Integer("epochCount") : null,
            NegativeSampleRate = fields.Integer("negativeSampleRate"),
            SetOperationMixRatio = fields.Number("setOperationMixRatio"),
            LocalConnectivity = fields.Number("localConnectivity"),
            LearningRate = fields.Number("learningRate"),
            RepulsionStrength = fields.Number("repulsionStrength"),
            Metric = fields.Choice<Metric>("metric"),
            NeighborSearch = fields.Choice<NeighborSearch>("neighborSearch"),
            Initialization = fields.Choice<UmapInitialization>("initialization"),
            Seed = fields.LongInteger("seed"),
        };

    private static double Positive(ModelReader fields, string name)
    {
        double value = fields.Number(name);
        return value > 0 && double.IsFinite(value) ? value : throw fields.Bad(name, "is not a positive number");
    }

    private static void RequireFinite(ModelReader reader, string name, Matrix matrix)
    {
        foreach (double value in matrix.Values)
        {
            if (!double.IsFinite(value))
            {
                throw reader.Bad(name, "holds a number that is not finite");
            }
        }
    }
}
