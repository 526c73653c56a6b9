namespace Neuropil.Learning;

/// <summary>A number with the interval it may lie in.</summary>
/// <param name="Estimate">The number, from the sample itself.</param>
/// <param name="Lower">The interval's lower end.</param>
/// <param name="Upper">Its upper end.</param>
public sealed record ConfidenceInterval(double Estimate, double Lower, double Upper);
