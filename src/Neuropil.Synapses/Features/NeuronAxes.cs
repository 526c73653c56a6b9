using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>
/// The principal axes of one neuron's synapses. Axis k (row k of <see cref="Components"/>) points so that positions along it do not
/// fall as the original coordinate k rises; that sign is part of the axis.
/// </summary>
public sealed record NeuronAxes
{
    /// <summary>The neuron.</summary>
    public required string NeuronId { get; init; }

    /// <summary>How many synapses the axes were fitted to.</summary>
    public required int SynapseCount { get; init; }

    /// <summary>Whether the axes are the principal ones; else they are the original coordinates, about the mean.</summary>
    public required bool IsTurned { get; init; }

    /// <summary>The synapses' mean position from the origin, µm: x, y, z.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Three unit vectors, row by row, by falling variance, signs included: 3 × 3, row-major.</summary>
    public required IReadOnlyList<double> Components { get; init; }

    /// <summary>The variance along each axis (n − 1 in the denominator), µm².</summary>
    public required IReadOnlyList<double> Variances { get; init; }

    /// <summary>The correlation of positions along axis k with the original coordinate k; 0 where either does not vary.</summary>
    public required IReadOnlyList<double> Correlations { get; init; }

    /// <summary>Position along the three axes, µm.</summary>
    public AlignedPosition Apply(double x, double y, double z)
    {
        double dx = x - Mean[0];
        double dy = y - Mean[1];
        double dz = z - Mean[2];
        return new AlignedPosition(Along(0, dx, dy, dz), Along(1, dx, dy, dz), Along(2, dx, dy, dz));
    }

    /// <summary>The original coordinates about the mean.</summary>
    internal static NeuronAxes Centred(string neuronId, int count, double[] mean, double[,] covariance)
        => new()
        {
            NeuronId = neuronId,
            SynapseCount = count,
            IsTurned = false,
            Mean = mean,
            Components = [1, 0, 0, 0, 1, 0, 0, 0, 1],
            Variances = [covariance[0, 0], covariance[1, 1], covariance[2, 2]],
            Correlations = [1, 1, 1],
        };

    internal void Write(ModelWriter writer)
    {
        writer.Text("neuron", NeuronId);
        writer.Integer("synapses", SynapseCount);
        writer.Flag("turned", IsTurned);
        writer.Doubles("mean", [.. Mean]);
        writer.Doubles("components", [.. Components]);
        writer.Doubles("variances", [.. Variances]);
        writer.Doubles("correlations", [.. Correlations]);
    }

    internal static NeuronAxes Read(ModelReader reader)
        => new()
        {
            NeuronId = reader.Text("neuron"),
            SynapseCount = reader.Integer("synapses", 1),
            IsTurned = reader.Flag("turned"),
            Mean = Finite(reader, "mean", 3),
            Components = Finite(reader, "components", 9),
            Variances = Finite(reader, "variances", 3),
            Correlations = Finite(reader, "correlations", 3),
        };

    private double Along(int axis, double dx, double dy, double dz)
        => (Components[3 * axis] * dx) + (Components[(3 * axis) + 1] * dy) + (Components[(3 * axis) + 2] * dz);

    private static double[] Finite(ModelReader reader, string name, int length)
    {
        double[] values = reader.Doubles(name, length);
        return Array.TrueForAll(values, double.IsFinite) ? values : throw reader.Bad(name, "holds a number that is not finite");
    }
}
