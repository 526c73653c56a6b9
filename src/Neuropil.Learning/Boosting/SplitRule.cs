namespace Neuropil.Learning;

/// <summary>
/// The second-order gain and leaf weight of XGBoost (Chen and Guestrin 2016, §2.2), in the precision XGBoost 1.7 uses: sums of
/// gradients in 64 bits, weights and gains in 32, so that equal gains tie where they tie there.
/// </summary>
internal readonly struct SplitRule(GradientBoostingOptions options)
{
    /// <summary>A split that gains no more than this is none.</summary>
    public const float LeastGain = 1e-6f;

    private readonly double lambda = (float)options.Lambda;
    private readonly double alpha = (float)options.Alpha;

    public double MinChildWeight { get; } = (float)options.MinChildWeight;

    public float Gamma { get; } = (float)options.Gamma;

    public float LearningRate { get; } = (float)options.LearningRate;

    public float Gain(double gradient, double hessian)
    {
        if (!(hessian > 0))
        {
            return 0;
        }

        double shrunk = alpha == 0 ? gradient : Threshold(gradient);
        return (float)(shrunk * shrunk / (hessian + lambda));
    }

    public float Weight(double gradient, double hessian)
        => !(hessian > 0) || hessian < MinChildWeight ? 0 : (float)(-Threshold(gradient) / (hessian + lambda));

    private double Threshold(double gradient)
        => gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
}
