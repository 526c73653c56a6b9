using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>
/// Brings each neuron's synapses into a frame of that neuron, so that neurons can be compared. Fitted once, on historical synapses; applied
/// alike to them and to new ones.
/// </summary>
/// <remarks>
/// Principal component analysis of the three coordinates: eigenvectors of the 3 × 3 covariance by falling eigenvalue. An eigenvector's sign
/// is arbitrary, so an axis whose scores correlate negatively with its own original coordinate is flipped, and the flip is kept in the
/// model. Because cov(score k, coordinate k) = eigenvalue k × component k of eigenvector k, that correlation is read off the decomposition.
/// A neuron with too few synapses to span three axes is centred on their mean and not turned.
/// </remarks>
public sealed class NeuronAlignment
{
    /// <summary>The fewest synapses that span three axes.</summary>
    public const int FewestSynapses = 4;

    /// <summary>A correlation below this, in size, draws a warning: the axis's sign hangs by a thread.</summary>
    public const double WeakCorrelation = 0.1;

    private const string Format = "neuropil-alignment";
    private const int MostNamed = 5;
    private static readonly string[] CoordinateNames = ["x", "y", "z"];
    private readonly Dictionary<string, NeuronAxes> byNeuron;

    static NeuronAlignment() => LinearAlgebraControl.UseManaged();

    private NeuronAlignment(AlignMode mode, IReadOnlyList<NeuronAxes> neurons)
    {
        Mode = mode;
        Neurons = neurons;
        byNeuron = neurons.ToDictionary(axes => axes.NeuronId, StringComparer.Ordinal);
    }

    /// <summary>What is done to positions.</summary>
    public AlignMode Mode { get; }

    /// <summary>The neurons' axes, by name in ordinal order; none with <see cref="AlignMode.None"/>.</summary>
    public IReadOnlyList<NeuronAxes> Neurons { get; }

    /// <summary>What the three coordinates are called once they are aligned.</summary>
    public IReadOnlyList<string> CoordinateColumns => ColumnsOf(Mode);

    /// <summary>One warning for each axis whose sign hangs by a thread, and one for the neurons that could not be turned.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            IEnumerable<string> weak = Neurons.Where(axes => axes.IsTurned).SelectMany(axes => Enumerable.Range(0, 3)
                .Where(axis => Math.Abs(axes.Correlations[axis]) < WeakCorrelation)
                .Select(axis => string.Create(
                    CultureInfo.InvariantCulture,
                    $"Neuron {axes.NeuronId}, axis {axis + 1}: its positions correlate with {CoordinateNames[axis]} by only {axes.Correlations[axis]:0.000}; the axis's sign hangs by a thread, and another synapse could turn it over.")));
            NeuronAxes[] small = Mode == AlignMode.Pca ? [.. Neurons.Where(axes => !axes.IsTurned)] : [];
            return small.Length == 0 ? [.. weak] : [.. weak, TooFew(small)];
        }
    }

    /// <summary>The names of aligned coordinates.</summary>
    public static IReadOnlyList<string> ColumnsOf(AlignMode mode) => mode == AlignMode.Pca ? ["pca_x", "pca_y", "pca_z"] : ["pos_x", "pos_y", "pos_z"];

    /// <summary>Fits the frame of every neuron.</summary>
    /// <param name="synapses">The synapses; where they have no positions, or <paramref name="mode"/> is none, nothing is fitted.</param>
    /// <param name="mode">What is done to positions.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    public static NeuronAlignment Fit(SynapseTable synapses, AlignMode mode = AlignMode.Pca)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        if (synapses.Positions is null || mode == AlignMode.None)
        {
            return new NeuronAlignment(mode, []);
        }

        NeuronAlignmentBuilder builder = new(mode);
        builder.AddPlaces(synapses);
        builder.AddSpread(synapses);
        return builder.Finish();
    }

    /// <summary>The frames of some of the neurons only.</summary>
    public NeuronAlignment Only(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        return new NeuronAlignment(Mode, [.. Neurons.Where(axes => isWanted(axes.NeuronId))]);
    }

    /// <summary>These frames, and those of another alignment for the neurons that are not known here.</summary>
    public NeuronAlignment With(NeuronAlignment others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new NeuronAlignment(
            Mode,
            [.. Neurons.Concat(others.Neurons.Where(axes => !byNeuron.ContainsKey(axes.NeuronId))).OrderBy(axes => axes.NeuronId, StringComparer.Ordinal)]);
    }

    /// <summary>Whether the frame of a neuron is known; always so where none is needed.</summary>
    public bool Knows(string neuronId) => Mode == AlignMode.None || byNeuron.ContainsKey(neuronId);

    /// <summary>The axes of a neuron; null where none are known.</summary>
    public NeuronAxes? Of(string neuronId) => byNeuron.GetValueOrDefault(neuronId);

    /// <summary>The positions in their neurons' frames, µm: all first coordinates, all second, all third.</summary>
    /// <exception cref="ArgumentException">The synapses have no positions, or one is of a neuron whose frame is not known.</exception>
    public IReadOnlyList<double[]> Apply(SynapseTable synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        IReadOnlyList<double[]> positions = synapses.Positions ?? throw new ArgumentException("The synapses have no positions.", nameof(synapses));
        if (Mode == AlignMode.None)
        {
            return positions;
        }

        NeuronAxes?[] axes = [.. synapses.Neurons.Names.Select(Of)];
        ReadOnlySpan<int> codes = synapses.Neurons.Codes;
        double[][] aligned = [new double[codes.Length], new double[codes.Length], new double[codes.Length]];
        for (int row = 0; row < codes.Length; row++)
        {
            NeuronAxes own = axes[codes[row]] ?? throw new ArgumentException(
                $"Synapse {synapses.KeyOf(row)} (row {synapses.Lines[row]}): no alignment was fitted for neuron '{synapses.Neurons[row]}'.", nameof(synapses));
            (aligned[0][row], aligned[1][row], aligned[2][row]) = own.Apply(positions[0][row], positions[1][row], positions[2][row]);
        }

        return aligned;
    }

    /// <summary>Saves the model as JSON.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, Write);

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFormatException">The file is something else, or damaged.</exception>
    public static NeuronAlignment Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, 1, name));

    /// <summary>Writes the model as fields of a larger one.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Text("mode", Mode.ToString());
        writer.List("neurons", Neurons, (item, axes) => axes.Write(item));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong.</exception>
    public static NeuronAlignment Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        AlignMode mode = reader.Choice<AlignMode>("mode");
        List<NeuronAxes> neurons = [.. reader.List("neurons").Select(NeuronAxes.Read)];
        return neurons.DistinctBy(axes => axes.NeuronId, StringComparer.Ordinal).Count() == neurons.Count
            ? new NeuronAlignment(mode, neurons)
            : throw reader.Bad("neurons", "names a neuron twice");
    }

    private static string TooFew(NeuronAxes[] small)
    {
        string named = string.Join(", ", small.Take(MostNamed).Select(axes => string.Create(CultureInfo.InvariantCulture, $"{axes.NeuronId} has {axes.SynapseCount}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{small.Length} {(small.Length == 1 ? "neuron has" : "neurons have")} fewer than the {FewestSynapses} synapses that span three axes and {(small.Length == 1 ? "is" : "are")} centred, not turned: {named}{(small.Length > MostNamed ? ", …" : string.Empty)}.");
    }

    internal static NeuronAlignment Of(AlignMode mode, IReadOnlyList<NeuronAxes> neurons) => new(mode, neurons);

    internal static NeuronAxes AxesOf(AlignMode mode, string neuronId, int count, double[] mean, double[,] covariance)
        => mode == AlignMode.Pca && count >= FewestSynapses ? Turned(neuronId, count, mean, covariance) : NeuronAxes.Centred(neuronId, count, mean, covariance);

    private static NeuronAxes Turned(string neuronId, int count, double[] mean, double[,] covariance)
    {
        Evd<double> decomposition = Matrix<double>.Build.DenseOfArray(covariance).Evd(Symmetricity.Symmetric);
        double[] components = new double[9];
        double[] variances = new double[3];
        double[] correlations = new double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            int column = 2 - axis;
            double variance = Math.Max(0, decomposition.EigenValues[column].Real);
            double own = decomposition.EigenVectors[axis, column];
            double sign = own < 0 ? -1 : 1;
            for (int coordinate = 0; coordinate < 3; coordinate++)
            {
                components[(3 * axis) + coordinate] = sign * decomposition.EigenVectors[coordinate, column];
            }

            variances[axis] = variance;
            correlations[axis] = covariance[axis, axis] > 0 ? Math.Sqrt(variance / covariance[axis, axis]) * Math.Abs(own) : 0;
        }

        return new NeuronAxes
        {
            NeuronId = neuronId,
            SynapseCount = count,
            IsTurned = true,
            Mean = mean,
            Components = components,
            Variances = variances,
            Correlations = correlations,
        };
    }
}
