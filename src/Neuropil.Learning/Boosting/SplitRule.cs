using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>
    /// What each of several splits of a node gains, from the sums of its left side; the same numbers as <see cref="Gain"/> of both sides less the node's own.
    /// The spans have room for <paramref name="count"/> rounded up to eights; what is written behind it means nothing.
    /// </summary>
    public void Gains(ReadOnlySpan<double> gradients, ReadOnlySpan<double> hessians, int count, in DraftNode node, Span<float> gains)
    {
        if (alpha != 0)
        {
            for (int split = 0; split < count; split++)
            {
                gains[split] = Gain(gradients[split], hessians[split])
                    + Gain(node.Gradient - gradients[split], node.Hessian - hessians[split])
                    - node.NodeGain;
            }

            return;
        }

        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(gradients);
        ReadOnlySpan<Vector256<double>> weight = MemoryMarshal.Cast<double, Vector256<double>>(hessians);
        Span<Vector256<float>> result = MemoryMarshal.Cast<float, Vector256<float>>(gains);
        Vector256<double> allGradient = Vector256.Create(node.Gradient);
        Vector256<double> allHessian = Vector256.Create(node.Hessian);
        Vector256<float> nodeGain = Vector256.Create(node.NodeGain);
        for (int eight = 0; 8 * eight < count; eight++)
        {
            Vector256<double> low = left[2 * eight];
            Vector256<double> high = left[(2 * eight) + 1];
            Vector256<double> lowWeight = weight[2 * eight];
            Vector256<double> highWeight = weight[(2 * eight) + 1];
            result[eight] = Vector256.Narrow(Plain(low, lowWeight), Plain(high, highWeight))
                + Vector256.Narrow(Plain(allGradient - low, allHessian - lowWeight), Plain(allGradient - high, allHessian - highWeight))
                - nodeGain;
        }
    }

    public float Weight(double gradient, double hessian)
        => !(hessian > 0) || hessian < MinChildWeight ? 0 : (float)(-Threshold(gradient) / (hessian + lambda));

    private Vector256<double> Plain(Vector256<double> gradient, Vector256<double> hessian) => Vector256.ConditionalSelect(
        Vector256.GreaterThan(hessian, Vector256<double>.Zero),
        gradient * gradient / (hessian + Vector256.Create(lambda)),
        Vector256<double>.Zero);

    private double Threshold(double gradient)
        => gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
}
