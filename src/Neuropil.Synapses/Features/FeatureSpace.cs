using System.Security.Cryptography;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>
/// Turns synapses into feature vectors: position along the neuron's axes (µm) and the two areas (µm²), scaled where asked for, then
/// weighted. Fitted once and used alike in training and in prediction; a synapse's vector depends on the model and that synapse alone.
/// </summary>
public sealed class FeatureSpace
{
    private const string Format = "neuropil-feature-space";

    private FeatureSpace(FeatureOptions options, NeuronAlignment alignment, RobustScaler scaler)
    {
        Options = options;
        Alignment = alignment;
        Scaler = scaler;
        ContentHash = Hash();
    }

    /// <summary>The features, in column order.</summary>
    public static IReadOnlyList<string> FeatureNames { get; } = ["pca_x", "pca_y", "pca_z", "SynArea", "BoutonArea"];

    /// <summary>The options it was fitted with.</summary>
    public FeatureOptions Options { get; }

    /// <summary>The neurons' axes.</summary>
    public NeuronAlignment Alignment { get; }

    /// <summary>The scaler: fitted and kept in any case, applied where the options say so.</summary>
    public RobustScaler Scaler { get; }

    /// <summary>SHA-256 of everything that decides a vector, 64 hexadecimal digits: what a model names to say which space it lives in.</summary>
    public string ContentHash { get; }

    /// <summary>Fits the scaler on synapses whose alignment is known.</summary>
    /// <param name="alignment">The axes of all their neurons.</param>
    /// <param name="synapses">At least one.</param>
    /// <param name="options">Null: the defaults.</param>
    public static FeatureSpace Fit(NeuronAlignment alignment, IReadOnlyList<Synapse> synapses, FeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        ArgumentNullException.ThrowIfNull(synapses);
        Require.AtLeast(synapses.Count, 1, "number of synapses");
        return new FeatureSpace(options ?? new FeatureOptions(), alignment, RobustScaler.Fit(Raw(alignment, synapses)));
    }

    /// <summary>Fits alignment and scaler on the same synapses.</summary>
    public static FeatureSpace Fit(IReadOnlyList<Synapse> synapses, FeatureOptions? options = null)
        => Fit(NeuronAlignment.Fit(synapses), synapses, options);

    /// <summary>The synapses' vectors, n × 5, in the order given.</summary>
    /// <exception cref="ArgumentException">A synapse is of a neuron that no alignment was fitted for.</exception>
    /// <exception cref="NonFiniteValueException">A synapse lacks a number.</exception>
    public Matrix Transform(IReadOnlyList<Synapse> synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        Matrix raw = Raw(Alignment, synapses).RequireFinite(nameof(synapses));
        double[] values = raw.Values.ToArray();
        for (int index = 0; index < values.Length; index++)
        {
            int feature = index % FeatureNames.Count;
            double value = Options.Scaling == FeatureScaling.Robust ? Scaler.Transform(feature, values[index]) : values[index];
            values[index] = (feature < 3 ? Options.CoordinateWeight : Options.MorphologyWeight) * value;
        }

        return new Matrix(synapses.Count, FeatureNames.Count, values);
    }

    /// <summary>Saves the model as JSON.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, Write);

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFormatException">The file is something else, or damaged.</exception>
    public static FeatureSpace Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, 1, name));

    /// <summary>Writes the model as fields of a larger one.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Text("contentHash", ContentHash);
        writer.Texts("features", FeatureNames);
        writer.Text("scaling", Options.Scaling.ToString());
        writer.Number("coordinateWeight", Options.CoordinateWeight);
        writer.Number("morphologyWeight", Options.MorphologyWeight);
        writer.Nested("scaler", Scaler.Write);
        writer.Nested("alignment", Alignment.Write);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong, or does not fit the hash.</exception>
    public static FeatureSpace Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (!reader.Texts("features").SequenceEqual(FeatureNames))
        {
            throw reader.Bad("features", $"are not {string.Join(", ", FeatureNames)}");
        }

        RobustScaler scaler = RobustScaler.Read(reader.Nested("scaler"));
        if (scaler.Centers.Count != FeatureNames.Count)
        {
            throw reader.Bad("scaler", "is not of five features");
        }

        FeatureSpace space = new(ReadOptions(reader), NeuronAlignment.Read(reader.Nested("alignment")), scaler);
        return space.ContentHash == reader.Text("contentHash")
            ? space
            : throw reader.Bad("contentHash", "does not fit the model's numbers");
    }

    private static FeatureOptions ReadOptions(ModelReader reader)
    {
        double coordinateWeight = reader.Number("coordinateWeight");
        double morphologyWeight = reader.Number("morphologyWeight");
        return coordinateWeight >= 0 && double.IsFinite(coordinateWeight) && morphologyWeight >= 0 && double.IsFinite(morphologyWeight)
            ? new FeatureOptions { Scaling = reader.Choice<FeatureScaling>("scaling"), CoordinateWeight = coordinateWeight, MorphologyWeight = morphologyWeight }
            : throw reader.Bad("coordinateWeight", "or 'morphologyWeight' is not a number of 0 or more");
    }

    private static Matrix Raw(NeuronAlignment alignment, IReadOnlyList<Synapse> synapses)
    {
        double[] values = new double[synapses.Count * FeatureNames.Count];
        for (int row = 0; row < synapses.Count; row++)
        {
            Span<double> vector = values.AsSpan(row * FeatureNames.Count);
            (vector[0], vector[1], vector[2]) = alignment.Apply(synapses[row]);
            vector[3] = synapses[row].SynArea;
            vector[4] = synapses[row].BoutonArea;
        }

        return new Matrix(synapses.Count, FeatureNames.Count, values);
    }

    private string Hash()
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write((int)Options.Scaling);
        writer.Write(Options.CoordinateWeight);
        writer.Write(Options.MorphologyWeight);
        WriteAll(writer, Scaler.Centers);
        WriteAll(writer, Scaler.Scales);
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
