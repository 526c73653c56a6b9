using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// Turns each neuron's synapses onto the principal axes of that neuron, so that neurons can be compared. Fitted once, on historical
/// synapses; applied alike to them and to new ones.
/// </summary>
/// <remarks>
/// Principal component analysis of the three coordinates relative to the soma: eigenvectors of the 3 × 3 covariance by falling
/// eigenvalue. An eigenvector's sign is arbitrary, so an axis whose scores correlate negatively with its own original coordinate is
/// flipped, and the flip is kept in the model. Because cov(score k, coordinate k) = eigenvalue k × component k of eigenvector k, that
/// correlation is read off the decomposition.
/// </remarks>
public sealed class NeuronAlignment
{
    /// <summary>The fewest synapses that span three axes.</summary>
    public const int FewestSynapses = 4;

    /// <summary>A correlation below this, in size, draws a warning: the axis's sign hangs by a thread.</summary>
    public const double WeakCorrelation = 0.1;

    private const string Format = "neuropil-alignment";
    private static readonly string[] CoordinateNames = ["x", "y", "z"];
    private readonly Dictionary<string, NeuronAxes> byNeuron;

    static NeuronAlignment() => LinearAlgebraControl.UseManaged();

    private NeuronAlignment(IReadOnlyList<NeuronAxes> neurons)
    {
        Neurons = neurons;
        byNeuron = neurons.ToDictionary(axes => axes.NeuronId, StringComparer.Ordinal);
    }

    /// <summary>The neurons' axes, by name in ordinal order.</summary>
    public IReadOnlyList<NeuronAxes> Neurons { get; }

    /// <summary>One warning for each axis whose sign hangs by a thread.</summary>
    public IReadOnlyList<string> Warnings
        => [.. Neurons.SelectMany(axes => Enumerable.Range(0, 3)
            .Where(axis => Math.Abs(axes.Correlations[axis]) < WeakCorrelation)
            .Select(axis => string.Create(
                CultureInfo.InvariantCulture,
                $"Neuron {axes.NeuronId}, axis {axis + 1}: its positions correlate with {CoordinateNames[axis]} by only {axes.Correlations[axis]:0.000}; the axis's sign hangs by a thread, and another synapse could turn it over.")))];

    /// <summary>Fits the axes of every neuron.</summary>
    /// <param name="synapses">All historical synapses that are kept; each neuron needs at least <see cref="FewestSynapses"/>.</param>
    /// <exception cref="ArgumentException">Neurons have too few synapses: the message names all of them.</exception>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    public static NeuronAlignment Fit(IReadOnlyList<Synapse> synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        var neurons = synapses
            .GroupBy(synapse => synapse.NeuronId, StringComparer.Ordinal)
            .Select(group => (NeuronId: group.Key, Synapses: group.ToList()))
            .OrderBy(neuron => neuron.NeuronId, StringComparer.Ordinal)
            .ToList();
        List<string> tooSmall =
        [
            .. neurons
                .Where(neuron => neuron.Synapses.Count < FewestSynapses)
                .Select(neuron => string.Create(CultureInfo.InvariantCulture, $"{neuron.NeuronId} has {neuron.Synapses.Count}")),
        ];
        if (neurons.Count == 0 || tooSmall.Count > 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Too few synapses to find a neuron's principal axes: {(neurons.Count == 0 ? "there are none" : string.Join(", ", tooSmall))}; expected at least {FewestSynapses} on each neuron. Add synapses of the neuron, or list its synapses in exclusions.csv."),
                nameof(synapses));
        }

        return new NeuronAlignment([.. neurons.Select(neuron => FitAxes(neuron.NeuronId, neuron.Synapses))]);
    }

    /// <summary>The axes of some of the neurons only.</summary>
    public NeuronAlignment Only(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        return new NeuronAlignment([.. Neurons.Where(axes => isWanted(axes.NeuronId))]);
    }

    /// <summary>Whether a neuron's axes are known.</summary>
    public bool Knows(string neuronId) => byNeuron.ContainsKey(neuronId);

    /// <summary>The synapse's position along its neuron's axes, µm.</summary>
    /// <exception cref="ArgumentException">No alignment was fitted for the neuron.</exception>
    public AlignedPosition Apply(Synapse synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        return byNeuron.TryGetValue(synapse.NeuronId, out NeuronAxes? axes)
            ? axes.Apply(synapse.X, synapse.Y, synapse.Z)
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Synapse {synapse.Key} (row {synapse.Line}): {Unfitted(synapse.NeuronId)}; expected {Known()}. {UnfittedRemedy}"),
                nameof(synapse));
    }

    /// <summary>Checks that every synapse of a table is of a neuron whose axes are known.</summary>
    /// <exception cref="TableException">Some are not: names their rows.</exception>
    public void RequireFitted(SynapseTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ProblemCollector problems = new(table.Source, table.Sheet);
        foreach (Synapse synapse in table.Synapses)
        {
            if (!Knows(synapse.NeuronId))
            {
                problems.Cell(synapse.Line, "NeuronId", synapse.NeuronId, $"NeuronId is '{synapse.NeuronId}': {Unfitted(synapse.NeuronId)}", Known(), UnfittedRemedy);
            }
        }

        problems.ThrowIfAny();
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
        writer.List("neurons", Neurons, (item, axes) => axes.Write(item));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong.</exception>
    public static NeuronAlignment Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        List<NeuronAxes> neurons = [.. reader.List("neurons").Select(NeuronAxes.Read)];
        return neurons.DistinctBy(axes => axes.NeuronId, StringComparer.Ordinal).Count() == neurons.Count
            ? new NeuronAlignment(neurons)
            : throw reader.Bad("neurons", "names a neuron twice");
    }

    private static NeuronAxes FitAxes(string neuronId, List<Synapse> synapses)
    {
        Numerics.Matrix positions = Numerics.Matrix
            .FromRows([.. synapses.Select(synapse => new[] { synapse.X, synapse.Y, synapse.Z })])
            .RequireFinite($"positions of neuron {neuronId}");
        double[] mean = Mean(positions);
        double[,] covariance = Covariance(positions, mean);
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
            SynapseCount = synapses.Count,
            Mean = mean,
            Components = components,
            Variances = variances,
            Correlations = correlations,
        };
    }

    private static double[] Mean(Numerics.Matrix positions)
    {
        double[] mean = new double[3];
        for (int coordinate = 0; coordinate < 3; coordinate++)
        {
            for (int row = 0; row < positions.RowCount; row++)
            {
                mean[coordinate] += positions[row, coordinate];
            }

            mean[coordinate] /= positions.RowCount;
        }

        return mean;
    }

    private static double[,] Covariance(Numerics.Matrix positions, double[] mean)
    {
        double[,] covariance = new double[3, 3];
        for (int first = 0; first < 3; first++)
        {
            for (int second = 0; second <= first; second++)
            {
                double sum = 0;
                for (int row = 0; row < positions.RowCount; row++)
                {
                    sum += (positions[row, first] - mean[first]) * (positions[row, second] - mean[second]);
                }

                covariance[first, second] = covariance[second, first] = sum / (positions.RowCount - 1);
            }
        }

        return covariance;
    }

    private const string UnfittedRemedy = "Add historical synapses of that neuron and train again, or take the row out.";

    private static string Unfitted(string neuronId) => $"no alignment was fitted for neuron '{neuronId}'";

    private string Known() => "one of " + string.Join(", ", Neurons.Select(axes => axes.NeuronId));
}
