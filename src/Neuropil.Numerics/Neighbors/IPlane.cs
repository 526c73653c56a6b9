namespace Neuropil.Numerics;

/// <summary>A plane halfway between two points.</summary>
internal interface IPlane
{
    /// <summary>Writes its normal; returns what the product with the normal is on the plane.</summary>
    double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> normal, Span<double> scratch);
}

/// <summary>Halfway in space.</summary>
internal readonly struct SpacePlane : IPlane
{
    public double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> normal, Span<double> scratch)
    {
        for (int column = 0; column < normal.Length; column++)
        {
            normal[column] = first[column] - second[column];
            scratch[column] = 0.5 * (first[column] + second[column]);
        }

        return OrderedSums.Dot(normal, scratch);
    }
}

/// <summary>Halfway between the directions of two vectors; through the origin.</summary>
internal readonly struct DirectionPlane<TMetric> : IPlane
    where TMetric : struct, IInnerProductMetric
{
    public double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> normal, Span<double> scratch)
    {
        TMetric.Vector(first, normal);
        TMetric.Vector(second, scratch);
        for (int column = 0; column < normal.Length; column++)
        {
            normal[column] -= scratch[column];
        }

        return 0;
    }
}
