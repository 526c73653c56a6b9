namespace Neuropil.Synapses;

/// <summary>How far apart the synapses of each neuron lie, along the axes.</summary>
internal sealed class NeuronWidths
{
    /// <summary>Further apart than this, µm, no neuron's synapses lie.</summary>
    public const double Most = 20_000;

    private readonly List<(double Low, double High)[]> ranges = [];

    public void Add(int neuron, double x, double y, double z)
    {
        while (ranges.Count <= neuron)
        {
            ranges.Add([(double.PositiveInfinity, double.NegativeInfinity), (double.PositiveInfinity, double.NegativeInfinity), (double.PositiveInfinity, double.NegativeInfinity)]);
        }

        if (double.IsFinite(x + y + z))
        {
            Widen(ref ranges[neuron][0], x);
            Widen(ref ranges[neuron][1], y);
            Widen(ref ranges[neuron][2], z);
        }
    }

    public (double Width, int Neuron)? Widest()
    {
        (double Width, int Neuron)? widest = null;
        for (int neuron = 0; neuron < ranges.Count; neuron++)
        {
            double width = ranges[neuron].Max(range => range.High - range.Low);
            if (width > (widest?.Width ?? 0))
            {
                widest = (width, neuron);
            }
        }

        return widest;
    }

    private static void Widen(ref (double Low, double High) range, double value)
        => range = (Math.Min(range.Low, value), Math.Max(range.High, value));
}
