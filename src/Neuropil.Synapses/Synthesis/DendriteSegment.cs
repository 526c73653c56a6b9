namespace Neuropil.Synapses;

/// <summary>
/// A stretch of dendrite that carries synapses of one kind: a latent group of the synthetic study. Ends in µm from the soma, along
/// the axes that neurons of the type share.
/// </summary>
/// <param name="Name">The group's name within the neuron type.</param>
/// <param name="From">The end nearer to the soma.</param>
/// <param name="To">The farther end.</param>
/// <param name="SynType">as or ss.</param>
/// <param name="Share">Its share of the neuron's synapses, against those of the other stretches.</param>
/// <param name="BoutonArea">The median bouton area, µm².</param>
internal sealed record DendriteSegment(
    string Name,
    (double X, double Y, double Z) From,
    (double X, double Y, double Z) To,
    string SynType,
    double Share,
    double BoutonArea);
