namespace Neuropil.Umap;

/// <summary>The constants of attraction and repulsion, as the inner loops use them.</summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, §3.2. With s the squared distance and p = s^(B − 1), attraction is 2AB·p / (1 + A·p·s) for each end
/// that the edge moves, repulsion 2γB / ((.001 + s)(1 + A·p·s)).
/// </remarks>
internal readonly struct LayoutForces
{
    public const float LeastSquare = 1e-12f;
    public const float Softening = 0.001f;

    /// <summary>No coordinate of a single pull or push exceeds this.</summary>
    public const float Most = 4;

    /// <summary>Steps the random draws: an odd multiplier with good high bits (Steele and Vigna 2021, table 5).</summary>
    public const ulong Multiplier = 0xD1342543DE82EF95;

    private LayoutForces(DistanceCurve curve, UmapOptions options, double endCount)
    {
        A = (float)curve.A;
        PowerOfSquare = (float)(curve.B - 1);
        Attraction = (float)(-2 * endCount * curve.A * curve.B);
        Repulsion = (float)(2 * curve.B * options.RepulsionStrength);
        NegativeCount = options.NegativeSampleRate;
    }

    public float A { get; }

    public float PowerOfSquare { get; }

    public float Attraction { get; }

    public float Repulsion { get; }

    public int NegativeCount { get; }

    /// <summary>For points that move themselves only: a pull stands for what moves both ends towards each other.</summary>
    public static LayoutForces OfBothEnds(DistanceCurve curve, UmapOptions options) => new(curve, options, 2);

    /// <summary>For a new point among others that stand still.</summary>
    /// <remarks>
    /// The fit pulled every training point as <see cref="OfBothEnds"/>. One end alone would throw a new point to the rim of its cluster,
    /// where nothing that was trained on the embedding knows it; both ends draw it a little too close to its neighbours' mean to keep
    /// their order on even sheets. Between them lies what keeps both: docs/umap-layout.md has the figures.
    /// </remarks>
    public static LayoutForces OfNewPoint(DistanceCurve curve, UmapOptions options) => new(curve, options, 1.75);
}
