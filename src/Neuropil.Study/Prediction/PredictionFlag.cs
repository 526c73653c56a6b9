namespace Neuropil.Study;

/// <summary>The words for what is doubtful of a prediction.</summary>
public static class PredictionFlag
{
    /// <summary>Between two flags in a table.</summary>
    public const string Separator = "; ";

    /// <summary>Another class has more of the nearest training synapses than the one told, or all of the five nearest.</summary>
    public const string NeighborsDisagree = "neighbors-disagree";

    /// <summary>Rejected, though it lies in a cluster: most of its neighbours are of that one, and it is no further than they are from each other.</summary>
    public const string InsideCluster = "inside-cluster";

    /// <summary>In the feature space it lies further from its nearest training synapse than any of those from its own. An embedding hides that: it has a place for anything.</summary>
    public const string FarFromTraining = "far-from-training";

    /// <summary>Its neuron has no historical synapses.</summary>
    public const string UnseenNeuron = "unseen-neuron";

    /// <summary>Its key names a historical synapse too.</summary>
    public const string AlsoHistorical = "also-historical";

    /// <summary>Features beyond the bounds of the historical synapses, as <c>outside-range: SynArea, BoutonArea</c>.</summary>
    public static string OutsideRange(IEnumerable<string> features) => "outside-range: " + string.Join(", ", features);
}
