namespace Neuropil.Study;

/// <summary>The one-class SVM in front of a learner.</summary>
public sealed record OutlierSettings
{
    /// <summary>Upper bound on the share of training rows outside; more than 0, at most 1.</summary>
    public required double Nu { get; init; }

    /// <summary>Width of the kernel: <c>scale</c> 1/(d·variance), <c>auto</c> 1/d, or a number more than 0.</summary>
    public required string Gamma { get; init; }
}
