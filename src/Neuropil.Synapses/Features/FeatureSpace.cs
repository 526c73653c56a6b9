using System.Security.Cryptography;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>
/// Turns synapses into feature vectors: the position in the neuron's frame and the columns that are features, each transformed, scaled and
/// weighted by its recipe. Fitted once and used alike in training and in prediction; a synapse's vector depends on the model and that
/// synapse alone.
/// </summary>
public sealed class FeatureSpace
{
    private const string Format = "neuropil-feature-space";
    private const int Version = 2;

    private FeatureSpace(NeuronAlignment alignment, IReadOnlyList<FeatureScale> features)
    {
        Alignment = alignment;
        Features = features;
        FeatureNames = [.. features.SelectMany(feature => feature.Recipe.Name == FeatureRecipe.Position ? alignment.CoordinateColumns : [feature.Recipe.Name])];
        ContentHash = Hash();
    }

    /// <summary>The features, in order.</summary>
    public IReadOnlyList<FeatureScale> Features { get; }

    /// <summary>The names of a vector's columns, in order.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The neurons' frames.</summary>
    public NeuronAlignment Alignment { get; }

    /// <summary>SHA-256 of everything that decides a vector, 64 hexadecimal digits: what a model names to say which space it lives in.</summary>
    public string ContentHash { get; }

    /// <summary>Fits the scales on synapses whose alignment is known.</summary>
    /// <param name="alignment">The frames of all their neurons.</param>
    /// <param name="synapses">At least one.</param>
    /// <param name="recipes">The features in order, at least one.</param>
    /// <exception cref="ArgumentException">A value is none that its feature's transform takes.</exception>
    public static FeatureSpace Fit(NeuronAlignment alignment, SynapseTable synapses, IReadOnlyList<FeatureRecipe> recipes)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(recipes);
        Require.AtLeast(synapses.Count, 1, "number of synapses");
        Require.AtLeast(recipes.Count, 1, "number of features");
        return new FeatureSpace(alignment, [.. recipes.Select(recipe => FeatureScale.Fit(recipe, Transformed(alignment, synapses, recipe)))]);
    }

    /// <summary>The same space with the frames of further neurons, as those whose first synapses are new.</summary>
    public FeatureSpace With(NeuronAlignment others) => new(Alignment.With(others), Features);

    /// <summary>The synapses' vectors, n × d, in the order given.</summary>
    /// <exception cref="ArgumentException">A synapse is of a neuron whose frame is not known, or a value is none that its transform takes.</exception>
    public Matrix Transform(SynapseTable synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        double[] values = new double[synapses.Count * FeatureNames.Count];
        int place = 0;
        foreach (FeatureScale feature in Features)
        {
            IReadOnlyList<double[]> columns = Transformed(Alignment, synapses, feature.Recipe);
            for (int column = 0; column < columns.Count; column++)
            {
                for (int row = 0; row < synapses.Count; row++)
                {
                    values[(row * FeatureNames.Count) + place] = feature.Apply(column, columns[column][row]);
                }

                place++;
            }
        }

        return new Matrix(synapses.Count, FeatureNames.Count, values).RequireFinite(nameof(synapses));
    }

    /// <summary>Each feature's share of the vectors' variance; all 0 where nothing varies.</summary>
    /// <param name="vectors">What <see cref="Transform"/> made.</param>
    public IReadOnlyList<FeatureShare> Shares(Matrix vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        List<(string Name, double Variance)> variances = [];
        int place = 0;
        foreach (FeatureScale feature in Features)
        {
            double variance = 0;
            for (int column = 0; column < feature.Centers.Count; column++)
            {
                variance += Spread.Of(vectors.Column(place++)).Variance;
            }

            variances.Add((feature.Recipe.Name, variance));
        }

        double total = variances.Sum(feature => feature.Variance);
        return [.. variances.Select(feature => new FeatureShare(feature.Name, total > 0 ? feature.Variance / total : 0))];
    }

    /// <summary>Saves the model as JSON.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, Version, Write);

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFormatException">The file is something else, or damaged.</exception>
    public static FeatureSpace Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, Version, name));

    /// <summary>Writes the model as fields of a larger one.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Text("contentHash", ContentHash);
        writer.List("features", Features, (item, feature) => feature.Write(item));
        writer.Nested("alignment", Alignment.Write);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong, or does not fit the hash.</exception>
    public static FeatureSpace Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        List<FeatureScale> features = [.. reader.List("features").Select(FeatureScale.Read)];
        if (features.Count == 0 || features.DistinctBy(feature => feature.Recipe.Name).Count() != features.Count)
        {
            throw reader.Bad("features", "names none, or one twice");
        }

        FeatureSpace space = new(NeuronAlignment.Read(reader.Nested("alignment")), features);
        return space.ContentHash == reader.Text("contentHash")
            ? space
            : throw reader.Bad("contentHash", "does not fit the model's numbers");
    }

    private static IReadOnlyList<double[]> Transformed(NeuronAlignment alignment, SynapseTable synapses, FeatureRecipe recipe)
        => recipe.Name == FeatureRecipe.Position
            ? alignment.Apply(synapses)
            : [recipe.Transform == FeatureTransform.Identity ? synapses.Numbers(recipe.Name) : Array.ConvertAll(synapses.Numbers(recipe.Name), recipe.Transformed)];

    private string Hash()
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write(Features.Count);
        foreach (FeatureScale feature in Features)
        {
            writer.Write(feature.Recipe.Name);
            writer.Write((int)feature.Recipe.Transform);
            writer.Write((int)feature.Recipe.Scaling);
            writer.Write(feature.Recipe.Weight);
            WriteAll(writer, feature.Centers);
            writer.Write(feature.Scale);
        }

        writer.Write((int)Alignment.Mode);
        writer.Write(Alignment.Neurons.Count);
        foreach (NeuronAxes axes in Alignment.Neurons)
        {
            writer.Write(axes.NeuronId);
            WriteAll(writer, axes.Mean);
            WriteAll(writer, axes.Components);
        }

        writer.Flush();
        return Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static void WriteAll(BinaryWriter writer, IReadOnlyList<double> values)
    {
        writer.Write(values.Count);
        foreach (double value in values)
        {
            writer.Write(value);
        }
    }
}
