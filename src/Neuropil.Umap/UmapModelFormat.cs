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
            model.FeatureNames.Write(writer);
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

        Matrix points = reader.Matrix("trainingPoints");
        Matrix embedding = reader.Matrix("embedding", points.RowCount, options.EmbeddingDimension);
        if (points.RowCount < options.NeighborCount)
        {
            throw reader.Bad("trainingPoints", "has fewer rows than neighbours");
        }

        RequireFit(reader, points, options);
        RequirePlaces(reader, embedding);
        return new UmapModel(options, Curve(reader, options), points, embedding, FeatureNames.Read(reader, points.ColumnCount));
    }

    /// <summary>The points must be such that a fit could have had them.</summary>
    private static void RequireFit(ModelReader reader, Matrix points, UmapOptions options)
    {
        try
        {
            DistanceRange.Require(points.RequireFinite("trainingPoints"), options.Metric, "trainingPoints");
        }
        catch (ArgumentException exception)
        {
            throw reader.Bad("trainingPoints", "holds what no fit takes: " + exception.Message.TrimEnd('.'));
        }
    }

    private static void RequirePlaces(ModelReader reader, Matrix embedding)
    {
        foreach (double value in embedding.Values)
        {
            if (!(Math.Abs(value) < UmapDataCheck.LargestPlace))
            {
                throw reader.Bad("embedding", "holds a number that is not finite, or too large for a place");
            }
        }
    }

    /// <summary>The curve follows from the options; a file whose curve does not is damaged.</summary>
    private static DistanceCurve Curve(ModelReader reader, UmapOptions options)
    {
        ModelReader fields = reader.Nested("curve");
        DistanceCurve curve = new(fields.Number("a"), fields.Number("b"));
        DistanceCurve expected = DistanceCurve.Fit(options.MinDistance, options.Spread);
        return IsNear(curve.A, expected.A) && IsNear(curve.B, expected.B)
            ? curve
            : throw reader.Bad("curve", FormattableString.Invariant($"is a = {curve.A}, b = {curve.B}; expected {expected.A} and {expected.B}, which follow from minDistance and spread"));

        static bool IsNear(double value, double expected) => Math.Abs(value - expected) <= 1e-6 * expected;
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
}
