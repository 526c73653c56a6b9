namespace Neuropil.Synapses;

/// <summary>One row of a synthetic workbook, in the units it is written in, and the latent group it was drawn from (not written).</summary>
internal sealed record SyntheticSynapse
{
    /// <summary>The type of an asymmetric (excitatory) synapse.</summary>
    public const string Asymmetric = "as";

    /// <summary>The type of a symmetric (inhibitory) synapse.</summary>
    public const string Symmetric = "ss";

    /// <summary>The nanometres that one unit of raw coordinates stands for, after correction for shrinkage.</summary>
    private const double NanometresPerRawUnit = 10 / 1.02;

    public static IReadOnlyList<string> ColumnNames { get; } =
    [
        "NeuronId", "SynType", "SynId", "x", "y", "z", "soma_x", "soma_y", "soma_z",
        "corr_x", "corr_y", "corr_z", "corr_soma_x", "corr_soma_y", "corr_soma_z",
        "SynArea", "BoutonArea", "BoutonVolume",
        "corr_x_micron", "corr_y_micron", "corr_z_micron", "corr_soma_x_micron", "corr_soma_y_micron", "corr_soma_z_micron",
    ];

    public required string NeuronId { get; init; }

    public required string SynType { get; init; }

    public required int SynId { get; init; }

    /// <summary>Synapse x, y, z, then soma x, y, z; nm, to a picometre.</summary>
    public required double[] Nanometres { get; init; }

    public required double SynArea { get; init; }

    public required double BoutonArea { get; init; }

    public required double BoutonVolume { get; init; }

    /// <summary>As <c>pv: trunk</c>; <see cref="WorkbookSynthesizer.Stray"/> or <see cref="WorkbookSynthesizer.GrossOutlier"/>.</summary>
    public required string LatentGroup { get; init; }

    public SynapseKey Key => new(NeuronId, SynType, SynId.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The numbers of the columns from <c>x</c> on, in the order of <see cref="ColumnNames"/>.</summary>
    public void WriteNumbers(Span<double> numbers)
    {
        for (int index = 0; index < 6; index++)
        {
            numbers[index] = Math.Round(Nanometres[index] / NanometresPerRawUnit, 6);
            numbers[6 + index] = Nanometres[index];
            numbers[15 + index] = Nanometres[index] / 1000;
        }

        numbers[12] = SynArea;
        numbers[13] = BoutonArea;
        numbers[14] = BoutonVolume;
    }
}
