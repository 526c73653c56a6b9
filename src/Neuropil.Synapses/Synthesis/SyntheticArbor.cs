namespace Neuropil.Synapses;

/// <summary>
/// The dendrites of one neuron type. Neurons of a type have the same arbor, each seen a little tilted; alignment turns it back. Along x
/// it reaches farthest, along z least, so that principal axes are in that order. Excitatory synapses sit on the branches, apart from
/// each other by what 0.2 × µm and µm² of bouton can tell; inhibitory ones near the soma, on larger boutons. Two branches carry small
/// and large boutons side by side: there morphology alone tells the groups.
/// </summary>
internal static class SyntheticArbor
{
    private static readonly DendriteSegment[] Multipolar =
    [
        new("trunk", (9, 5, 0), (17, 9, 1), SyntheticSynapse.Asymmetric, 18, 1.2),
        new("upper branch", (24, 16, 5), (34, 21, 8), SyntheticSynapse.Asymmetric, 17, 1.2),
        new("side branch", (27, 3, -5), (38, 1, -8), SyntheticSynapse.Asymmetric, 15, 1.2),
        new("side branch, large boutons", (27, 3, -5), (38, 1, -8), SyntheticSynapse.Asymmetric, 11, 3),
        new("lower left branch", (-20, -14, 4), (-31, -19, 7), SyntheticSynapse.Asymmetric, 17, 1.2),
        new("upper left branch", (-22, 8, -4), (-34, 12, -7), SyntheticSynapse.Asymmetric, 14, 1.2),
        new("soma", (-3, -4, -2), (3, 4, 2), SyntheticSynapse.Symmetric, 8, 2.4),
        new("lower trunk", (-10, -5, 0), (-15, -7, 0), SyntheticSynapse.Symmetric, 7, 2.4),
    ];

    private static readonly DendriteSegment[] Bitufted =
    [
        new("apical tuft", (22, 4, 2), (34, 6, 4), SyntheticSynapse.Asymmetric, 30, 1),
        new("lower left branch", (-16, -12, 3), (-26, -18, 5), SyntheticSynapse.Asymmetric, 28, 1),
        new("upper left branch", (-14, 14, -4), (-24, 20, -7), SyntheticSynapse.Asymmetric, 22, 1),
        new("soma", (-3, -3, -1), (4, 3, 1), SyntheticSynapse.Symmetric, 10, 2.2),
        new("apical trunk", (9, 1, 0), (15, 2, 1), SyntheticSynapse.Symmetric, 10, 2.2),
    ];

    private static readonly DendriteSegment[] Bipolar =
    [
        new("upper branch", (20, 6, 2), (40, 10, 4), SyntheticSynapse.Asymmetric, 28, 0.8),
        new("side branch, large boutons", (24, -8, -3), (36, -11, -5), SyntheticSynapse.Asymmetric, 20, 2.6),
        new("lower branch", (-20, -5, -3), (-38, -9, -4), SyntheticSynapse.Asymmetric, 32, 0.8),
        new("soma", (-4, -2, -1), (4, 2, 1), SyntheticSynapse.Symmetric, 12, 1.8),
        new("lower trunk", (-12, 8, 3), (-18, 10, 4), SyntheticSynapse.Symmetric, 8, 1.8),
    ];

    public static IReadOnlyList<DendriteSegment> Of(string type)
        => type switch
        {
            "cb" => Bitufted,
            "cr" => Bipolar,
            _ => Multipolar,
        };
}
