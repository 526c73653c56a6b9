using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>
/// A metric the k-d tree serves: a term a coordinate, joined to a total, from which the distance follows. The total of the gaps between two boxes is
/// never above that of two points in them, bit for bit, for every step is monotone.
/// </summary>
internal interface ITreeMetric : IMetric
{
    static abstract double Term(double difference);

    static abstract Vector256<double> Term(Vector256<double> difference);

    static abstract double Join(double one, double other);

    static abstract Vector256<double> Join(Vector256<double> one, Vector256<double> other);

    /// <summary>The distance of a total.</summary>
    static abstract double Distance(double total);

    /// <summary>A total that no total of a distance up to this one exceeds.</summary>
    static abstract double Bound(double distance);

    /// <summary>As the terms of 64 bits, of numbers of 32 bits: for bounds alone.</summary>
    static abstract Vector256<float> Term(Vector256<float> difference);

    static abstract Vector256<float> Join(Vector256<float> one, Vector256<float> other);

    static abstract Vector512<float> Term(Vector512<float> difference);

    static abstract Vector512<float> Join(Vector512<float> one, Vector512<float> other);

    /// <summary>The total of a distance.</summary>
    static abstract float Total(float distance);
}
