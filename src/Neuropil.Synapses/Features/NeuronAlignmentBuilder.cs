using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>
/// Fits the frames of neurons whose synapses come in parts: sums per neuron are all that is kept. All parts are added twice, in the same
/// order, first for their places, then for their spread; how the rows are cut into parts changes no bit of the result.
/// </summary>
public sealed class NeuronAlignmentBuilder(AlignMode mode)
{
    private readonly Dictionary<string, Sums> byNeuron = new(StringComparer.Ordinal);

    /// <summary>How many neurons there are.</summary>
    public int NeuronCount => byNeuron.Count;

    /// <summary>Adds to the means.</summary>
    /// <param name="synapses">Synapses that have positions.</param>
    public void AddPlaces(SynapseTable synapses)
    {
        IReadOnlyList<double[]> positions = PositionsOf(synapses);
        Sums[] sums = SumsOf(synapses.Neurons);
        ReadOnlySpan<int> codes = synapses.Neurons.Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            Sums own = sums[codes[row]];
            for (int axis = 0; axis < 3; axis++)
            {
                double value = positions[axis][row];
                own.Mean[axis] += value;
                if (!double.IsFinite(value) && (own.Bad is null || own.Bad.Value.Axis > axis))
                {
                    own.Bad = (own.Count, axis, value);
                }
            }

            own.Count++;
        }
    }

    /// <summary>Adds to the variances and covariances, once all places have been added.</summary>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    public void AddSpread(SynapseTable synapses)
    {
        IReadOnlyList<double[]> positions = PositionsOf(synapses);
        Sums[] sums = SumsOf(synapses.Neurons);
        ReadOnlySpan<int> codes = synapses.Neurons.Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            Sums own = sums[codes[row]];
            own.Settle();
            for (int first = 0; first < 3; first++)
            {
                for (int second = 0; second <= first; second++)
                {
                    own.Products[first, second] += (positions[first][row] - own.Mean[first]) * (positions[second][row] - own.Mean[second]);
                }
            }
        }
    }

    /// <summary>The frames.</summary>
    public NeuronAlignment Finish()
        => NeuronAlignment.Of(
            mode,
            [
                .. byNeuron.OrderBy(neuron => neuron.Key, StringComparer.Ordinal)
                    .Select(neuron => NeuronAlignment.AxesOf(mode, neuron.Key, neuron.Value.Count, neuron.Value.Mean, neuron.Value.Covariance())),
            ]);

    private static IReadOnlyList<double[]> PositionsOf(SynapseTable synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        return synapses.Positions ?? throw new ArgumentException("The synapses have no positions.", nameof(synapses));
    }

    // For the names that rows have; others may be known to the column and have no synapses here.
    private Sums[] SumsOf(LabelColumn neurons)
    {
        Sums[] sums = new Sums[neurons.Names.Count];
        foreach (int code in neurons.Codes)
        {
            if (sums[code] is null && !byNeuron.TryGetValue(neurons.Names[code], out sums[code]!))
            {
                byNeuron.Add(neurons.Names[code], sums[code] = new Sums(neurons.Names[code]));
            }
        }

        return sums;
    }

    private sealed class Sums(string neuron)
    {
        private bool isSettled;

        public double[] Mean { get; } = new double[3];

        public double[,] Products { get; } = new double[3, 3];

        public int Count { get; set; }

        public (int Row, int Axis, double Value)? Bad { get; set; }

        // The sums of places become means.
        public void Settle()
        {
            if (isSettled)
            {
                return;
            }

            if (Bad is (int row, int axis, double value))
            {
                throw new NonFiniteValueException($"positions of neuron {neuron}", row, axis, value);
            }

            isSettled = true;
            for (int coordinate = 0; coordinate < 3; coordinate++)
            {
                Mean[coordinate] /= Count;
            }
        }

        public double[,] Covariance()
        {
            double[,] covariance = new double[3, 3];
            for (int first = 0; first < 3; first++)
            {
                for (int second = 0; second <= first; second++)
                {
                    covariance[first, second] = covariance[second, first] = Count > 1 ? Products[first, second] / (Count - 1) : 0;
                }
            }

            return covariance;
        }
    }
}
