using Neuropil.Learning;
using Neuropil.Numerics.Models;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>
/// One file with everything that predicts the clusters of a group: scaler, one-class SVM, classifier and label order, and by hash the
/// feature space and the embedding that they belong to.
/// </summary>
public sealed class ModelBundle
{
    private const string Format = "neuropil-bundle";
    private const int Version = 1;

    /// <summary>The group: as, ss, cb, cr or pv.</summary>
    public required string Group { get; init; }

    /// <summary>Scaler, SVM and classifier.</summary>
    public required GuardedClassifier Model { get; init; }

    /// <summary><see cref="FeatureSpace.ContentHash"/> of the group's feature space.</summary>
    public required string FeatureSpaceHash { get; init; }

    /// <summary>SHA-256 of the file of the group's UMAP model, 64 hexadecimal digits.</summary>
    public required string EmbeddingHash { get; init; }

    /// <summary>How many synapses it was trained on.</summary>
    public required int TrainingCount { get; init; }

    /// <summary>How many it was tested on.</summary>
    public required int TestCount { get; init; }

    /// <summary>Share of the test synapses predicted right.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>Mean F1 of the test synapses' clusters.</summary>
    public required double TestMacroF1 { get; init; }

    /// <summary>Refuses to go with another feature space or embedding than it was trained in.</summary>
    /// <exception cref="ModelFormatException">It belongs to another: the message says to which.</exception>
    public void RequireSpace(string featureSpaceHash, string embeddingHash)
    {
        Require("feature space", FeatureSpaceHash, featureSpaceHash);
        Require("embedding", EmbeddingHash, embeddingHash);
    }

    /// <summary>Saves the bundle as JSON.</summary>
    public void Save(Stream stream)
        => ModelWriter.Write(stream, Format, Version, writer =>
        {
            writer.Text("group", Group);
            writer.Text("featureSpace", FeatureSpaceHash);
            writer.Text("embedding", EmbeddingHash);
            writer.Nested("training", training =>
            {
                training.Integer("trainingCount", TrainingCount);
                training.Integer("testCount", TestCount);
                training.Number("testAccuracy", TestAccuracy);
                training.Number("testMacroF1", TestMacroF1);
            });
            Model.Write(writer);
        });

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFormatException">The file is something else, or a piece is missing or damaged: the message says which.</exception>
    public static ModelBundle Load(Stream stream, string? name = null)
    {
        ModelReader reader = ModelReader.Read(stream, Format, Version, name);
        ModelReader training = reader.Nested("training");
        return new ModelBundle
        {
            Group = reader.Text("group"),
            FeatureSpaceHash = reader.Text("featureSpace"),
            EmbeddingHash = reader.Text("embedding"),
            TrainingCount = training.Integer("trainingCount", 1),
            TestCount = training.Integer("testCount", 0),
            TestAccuracy = training.Number("testAccuracy"),
            TestMacroF1 = training.Number("testMacroF1"),
            Model = GuardedClassifier.Read(reader),
        };
    }

    private void Require(string what, string own, string given)
    {
        if (own != given)
        {
            throw new ModelFormatException(
                $"The {Model.Kind.ShortName()} bundle of group {Group} was trained in another {what}: it names {own}, the one at hand is {given}. Train again, or use the {what} that the bundle was trained in.");
        }
    }
}
