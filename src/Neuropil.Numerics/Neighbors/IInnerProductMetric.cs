namespace Neuropil.Numerics;

/// <summary>
/// A metric that an inner product bounds: with every point taken to a vector v, |v(a) − v(b)|² is a known, growing function of the distance.
/// <see cref="FilteredBruteForce{TMetric}"/> uses it to leave out pairs that are too far; what remains is measured by <see cref="IMetric.Distance"/>.
/// </summary>
internal interface IInnerProductMetric : IMetric
{
    /// <summary>Whether vectors may be moved by a common centre.</summary>
    static abstract bool IsTranslationInvariant { get; }

    /// <summary>Writes v of a point.</summary>
    static abstract void Vector(ReadOnlySpan<double> point, Span<double> vector);

    /// <summary>|v(a) − v(b)|² of points at a distance, before any scaling; where v(a) or v(b) is 0, what it does not exceed.</summary>
    static abstract double SquaredOf(double distance);
}
