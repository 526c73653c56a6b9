namespace Neuropil.Umap;

/// <summary>The constants of attraction and repulsion, as the inner loops use them.</summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, §3.2. With s the squared distance and p = s^(B − 1), attraction is 4AB·p / (1 + A·p·s), twice the
/// paper's because a point moves itself only and stands for both ends of the edge; repulsion is 2γB / ((.001 + s)(1 + A·p·s)).
/// </remarks>
internal readonly struct LayoutForces(DistanceCurve curve, UmapOptions options)
{
    public const float LeastSquare = 1e-12f;
    public const float Softening = 0.001f;

    /// <summary>No coordinate of a single pull or push exceeds this.</summary>
    public const float Most = 4;

    public float A { get; } = (float)curve.A;

    public float PowerOfSquare { get; } = (float)(curve.B - 1);

    public float Attraction { get; } = (float)(-4 * curve.A * curve.B);

    public float Repulsion { get; } = (float)(2 * curve.B * options.RepulsionStrength);

    public int NegativeCount { get; } = options.NegativeSampleRate;
}
