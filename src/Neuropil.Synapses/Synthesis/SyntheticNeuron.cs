using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>One neuron of the synthetic study: where its soma is, how it is tilted, what it carries.</summary>
internal sealed class SyntheticNeuron
{
    private const double LargestTilt = 10 * Math.PI / 180;
    private const double NearestSoma = 2;
    private const double FarthestSoma = 12;
    private static readonly ulong Purpose = KeyedRandom.Purpose("synthetic neuron");

    /// <summary>The study's nine neurons and how many of 764 synapses each has.</summary>
    private static readonly (string NeuronId, int Share)[] Shares =
    [
        ("cb1", 66), ("cb2", 54), ("cb3", 46), ("cr1", 54), ("cr2", 48), ("cr3", 44), ("pv1", 128), ("pv2", 148), ("pv3", 176),
    ];

    private static readonly NeuronTypeRule Types = new() { Prefixes = ["cb", "cr", "pv"] };
    private readonly double[] cumulativeShares;
    private readonly double[,] rotation;

    private SyntheticNeuron(string neuronId, int share, long seed, int index)
    {
        NeuronId = neuronId;
        Share = share;
        Type = Types.Of(neuronId);
        Segments = SyntheticArbor.Of(Type);
        cumulativeShares = new double[Segments.Count];
        double sum = 0;
        for (int segment = 0; segment < cumulativeShares.Length; segment++)
        {
            sum += Segments[segment].Share;
            cumulativeShares[segment] = sum;
        }

        KeyedRandom random = KeyedRandom.At(seed, Purpose, (ulong)index);
        Soma = [Place(ref random), Place(ref random), Place(ref random)];
        rotation = Rotation(Tilt(ref random), Tilt(ref random), Tilt(ref random));
    }

    public string NeuronId { get; }

    public string Type { get; }

    public int Share { get; }

    public IReadOnlyList<DendriteSegment> Segments { get; }

    /// <summary>The soma's centre, µm.</summary>
    public double[] Soma { get; }

    public static IReadOnlyList<SyntheticNeuron> All(long seed)
        => [.. Shares.Select((neuron, index) => new SyntheticNeuron(neuron.NeuronId, neuron.Share, seed, index))];

    /// <summary>The stretch at a place from 0 to 1 among all of them, each as long as its share.</summary>
    public DendriteSegment SegmentAt(double place)
    {
        int segment = 0;
        while (segment < cumulativeShares.Length - 1 && place * cumulativeShares[^1] >= cumulativeShares[segment])
        {
            segment++;
        }

        return Segments[segment];
    }

    /// <summary>From the type's axes to the volume's, µm.</summary>
    public double ToVolume(int axis, ReadOnlySpan<double> position)
        => (rotation[axis, 0] * position[0]) + (rotation[axis, 1] * position[1]) + (rotation[axis, 2] * position[2]) + Soma[axis];

    private static double Place(ref KeyedRandom random) => NearestSoma + ((FarthestSoma - NearestSoma) * random.NextDouble());

    private static double Tilt(ref KeyedRandom random) => LargestTilt * ((2 * random.NextDouble()) - 1);

    /// <summary>About x, then y, then z.</summary>
    private static double[,] Rotation(double x, double y, double z)
    {
        (double sx, double cx) = (DeterministicMath.Sin(x), DeterministicMath.Cos(x));
        (double sy, double cy) = (DeterministicMath.Sin(y), DeterministicMath.Cos(y));
        (double sz, double cz) = (DeterministicMath.Sin(z), DeterministicMath.Cos(z));
        return new[,]
        {
            { cz * cy, (cz * sy * sx) - (sz * cx), (cz * sy * cx) + (sz * sx) },
            { sz * cy, (sz * sy * sx) + (cz * cx), (sz * sy * cx) - (cz * sx) },
            { -sy, cy * sx, cy * cx },
        };
    }
}
