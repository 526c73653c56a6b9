using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <content>Neuropil's own file, which can stand inside a larger model.</content>
public sealed partial class GradientBoostingModel
{
    private const string Format = "neuropil-gradient-boosting";
    private const int FormatVersion = 1;

    /// <summary>Saves the model in Neuropil's own JSON.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, FormatVersion, Write);

    /// <summary>Loads a model.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="ModelFormatException">The file is not such a model, or is damaged.</exception>
    public static GradientBoostingModel Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, FormatVersion, name));

    /// <summary>Writes the model's fields into a larger model.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Integers("classes", classes);
        writer.Integer("featureCount", FeatureCount);
        writer.Text("objective", Objective.ToString());
        writer.Text("missingValues", MissingValues.ToString());
        writer.Singles("baseScores", baseScores);
        writer.Integers("treeOutputs", outputs);
        writer.Integers("nodeCounts", [.. trees.Select(tree => tree.NodeCount)]);
        writer.Integers("features", [.. trees.SelectMany(tree => tree.Feature)]);
        writer.Singles("values", [.. trees.SelectMany(tree => tree.Value)]);
        writer.Integers("left", [.. trees.SelectMany(tree => tree.Left)]);
        writer.Integers("right", [.. trees.SelectMany(tree => tree.Right)]);
        writer.Integers("defaultLeft", [.. trees.SelectMany(tree => tree.DefaultLeft).Select(left => left ? 1 : 0)]);
        writer.Singles("gains", [.. trees.SelectMany(tree => tree.Gain)]);
        writer.Singles("covers", [.. trees.SelectMany(tree => tree.Cover)]);
        writer.Singles("baseWeights", [.. trees.SelectMany(tree => tree.BaseWeight)]);
        names.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong.</exception>
    public static GradientBoostingModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int[] classes = ModelChecks.Classes(reader, "classes");
        int featureCount = reader.Integer("featureCount", 1, ImportLimits.Features);
        BoostingObjective objective = reader.Choice<BoostingObjective>("objective");
        if (objective == BoostingObjective.Automatic || (objective == BoostingObjective.BinaryLogistic && classes.Length != 2))
        {
            throw reader.Bad("objective", $"is {objective}, which does not fit {classes.Length} classes");
        }

        int outputCount = OutputsOf(objective, classes.Length);
        float[] baseScores = reader.Singles("baseScores");
        if ((baseScores.Length != 1 && baseScores.Length != outputCount) || !baseScores.All(score => IsBaseScore(objective, score)))
        {
            throw reader.Bad("baseScores", "holds the wrong number of base scores, or one out of range");
        }

        RegressionTree[] trees = BoostedTreeReader.Trees(reader, featureCount);
        if (classes.Length > Math.Max(trees.Length, ImportLimits.ClassesWithoutTrees))
        {
            throw reader.Bad("classes", $"has {classes.Length} labels, and there are {trees.Length} trees; expected no more labels than trees");
        }

        int[] outputs = reader.Integers("treeOutputs", trees.Length, 0, outputCount - 1);
        return new GradientBoostingModel(
            classes,
            featureCount,
            objective,
            baseScores,
            trees,
            outputs,
            reader.Choice<MissingValues>("missingValues"),
            ModelNames.Read(reader, featureCount, classes.Length));
    }

    internal static bool IsBaseScore(BoostingObjective objective, float score)
        => objective == BoostingObjective.BinaryLogistic ? score > 0 && score < 1 : float.IsFinite(score);
}
