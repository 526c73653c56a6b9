using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>Draws the synapses of a synthetic study, one at a time: each depends on the seed and its place in the table alone.</summary>
internal sealed class SynapseSynthesizer(SynthesisOptions options)
{
    private const double GoldenRatio = 0.61803398874989485;
    private const double Scatter = 1.2;
    private const double BoutonSpread = 0.2;
    private const double SynapseSpread = 0.3;
    private const double VolumeSpread = 0.25;
    private const double StrayFraction = 0.05;
    private const double GrossFactor = 12;
    private const int GrossEvery = 127;
    private const int FirstGross = 63;
    private const int FirstGrossNew = 18;
    private static readonly double[] StrayReach = [18, 11, 5];
    private static readonly ulong HistoricalPurpose = KeyedRandom.Purpose("historical synapses");
    private static readonly ulong NewPurpose = KeyedRandom.Purpose("new synapses");
    private readonly IReadOnlyList<SyntheticNeuron> neurons = SyntheticNeuron.All(options.Seed);

    /// <summary>Neuron after neuron, each with its share of the rows.</summary>
    public IEnumerable<SyntheticSynapse> Historical()
    {
        long allShares = neurons.Sum(neuron => (long)neuron.Share);
        long shares = 0;
        int row = 0;
        foreach (SyntheticNeuron neuron in neurons)
        {
            shares += neuron.Share;
            int end = (int)(options.Rows * shares / allShares);
            Numbering numbering = new(0);
            for (int place = 0; row < end; row++, place++)
            {
                yield return Draw(neuron, place, row, HistoricalPurpose, FirstGross, numbering);
            }
        }
    }

    /// <summary>The nine neurons in turn; numbered from 1001, or above all historical numbers.</summary>
    public IEnumerable<SyntheticSynapse> New()
    {
        int first = Math.Max(1000, (options.Rows + 999) / 1000 * 1000);
        Numbering[] numberings = [.. neurons.Select(_ => new Numbering(first))];
        for (int row = 0; row < options.NewRows; row++)
        {
            yield return Draw(neurons[row % neurons.Count], row, row, NewPurpose, FirstGrossNew, numberings[row % neurons.Count]);
        }
    }

    private SyntheticSynapse Draw(SyntheticNeuron neuron, int place, int row, ulong purpose, int firstGross, Numbering numbering)
    {
        KeyedRandom random = KeyedRandom.At(options.Seed, purpose, (ulong)row);
        DendriteSegment segment = neuron.SegmentAt(EvenlySpread(place));
        bool isStray = random.NextDouble() < StrayFraction;
        bool isGross = row % GrossEvery == firstGross;
        Span<double> position = stackalloc double[3];
        if (isStray)
        {
            Scattered(ref random, StrayReach, position);
        }
        else
        {
            OnSegment(ref random, segment, position);
        }

        double boutonArea = segment.BoutonArea * Spread(ref random, BoutonSpread);
        double synArea = 0.04 * DeterministicMath.Pow(segment.BoutonArea, 0.4) * Spread(ref random, SynapseSpread);
        double volume = 0.055 * boutonArea * Math.Sqrt(boutonArea) * Spread(ref random, VolumeSpread);
        bool isSynapseGross = isGross && row / GrossEvery % 2 == 1;
        return new SyntheticSynapse
        {
            NeuronId = neuron.NeuronId,
            SynType = segment.SynType,
            SynId = numbering.Next(segment.SynType),
            Nanometres = Nanometres(neuron, position),
            SynArea = Math.Round(isSynapseGross ? GrossFactor * synArea : synArea, 6),
            BoutonArea = Math.Round(isGross && !isSynapseGross ? GrossFactor * boutonArea : boutonArea, 6),
            BoutonVolume = Math.Round(volume, 6),
            LatentGroup = isGross ? WorkbookSynthesizer.GrossOutlier
                : isStray ? WorkbookSynthesizer.Stray
                : $"{neuron.Type}: {segment.Name}",
        };
    }

    /// <summary>A sequence that fills [0, 1) evenly wherever it is cut off, so that every group has its share in tables of every size.</summary>
    private static double EvenlySpread(int place)
    {
        double turns = (place + 0.5) * GoldenRatio;
        return turns - Math.Floor(turns);
    }

    private static double Spread(ref KeyedRandom random, double sigma) => DeterministicMath.Exp(sigma * random.NextGaussian());

    private static void Scattered(ref KeyedRandom random, double[] reach, Span<double> position)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            position[axis] = reach[axis] * random.NextGaussian();
        }
    }

    private static void OnSegment(ref KeyedRandom random, DendriteSegment segment, Span<double> position)
    {
        double along = random.NextDouble();
        position[0] = segment.From.X + (along * (segment.To.X - segment.From.X)) + (Scatter * random.NextGaussian());
        position[1] = segment.From.Y + (along * (segment.To.Y - segment.From.Y)) + (Scatter * random.NextGaussian());
        position[2] = segment.From.Z + (along * (segment.To.Z - segment.From.Z)) + (Scatter * random.NextGaussian());
    }

    private static double[] Nanometres(SyntheticNeuron neuron, ReadOnlySpan<double> position)
    {
        double[] nanometres = new double[6];
        for (int axis = 0; axis < 3; axis++)
        {
            nanometres[axis] = Math.Round(1000 * neuron.ToVolume(axis, position), 3);
            nanometres[axis + 3] = Math.Round(1000 * neuron.Soma[axis], 3);
        }

        return nanometres;
    }

    /// <summary>Numbers the synapses of one neuron, each type on its own.</summary>
    private sealed class Numbering(int last)
    {
        private int asymmetric = last;
        private int symmetric = last;

        public int Next(string synType) => synType == SyntheticSynapse.Asymmetric ? ++asymmetric : ++symmetric;
    }
}
