namespace Neuropil.Numerics;

/// <summary>How far apart two points are. Each is computed by the struct of its name (<see cref="EuclideanMetric"/>, …), the same way everywhere.</summary>
public enum Metric
{
    /// <summary>√ of the sum of squared differences.</summary>
    Euclidean,

    /// <summary>The sum of absolute differences.</summary>
    Manhattan,

    /// <summary>The largest absolute difference.</summary>
    Chebyshev,

    /// <summary>1 − the cosine of the angle between the points, as vectors from the origin; 0 to 2.</summary>
    Cosine,

    /// <summary>1 − Pearson's correlation of the points' coordinates; 0 to 2.</summary>
    Correlation,
}
