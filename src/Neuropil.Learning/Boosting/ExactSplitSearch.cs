namespace Neuropil.Learning;

/// <summary>
/// The exact greedy split search (Chen and Guestrin 2016, algorithms 1 and 3) over one feature's sorted rows in one node.
/// </summary>
/// <remarks>
/// As XGBoost 1.7: a feature without missing values is scanned from its largest value down, and missing values, which training has
/// not seen, go left; one with missing values is scanned upwards (missing go right), then downwards (missing go left). A split
/// lies at the 32-bit midpoint of two neighbouring values; where that equals the lower of them, at the upper. The first of equal gains stays.
/// </remarks>
internal static class ExactSplitSearch
{
    private const float Gap = 1e-6f;

    public static void Down(
        ReadOnlySpan<int> rows, float[] values, GradientPair[] gradients, in DraftNode node, in SplitRule rule, int feature, ref SplitCandidate best)
    {
        double gradient = 0;
        double hessian = 0;
        float last = 0;
        double least = rule.MinChildWeight;
        for (int index = rows.Length - 1; index >= 0; index--)
        {
            int row = rows[index];
            float value = values[row];
            if (value != last && hessian >= least && hessian > 0 && node.Hessian - hessian >= least)
            {
                Consider(node.Gradient - gradient, node.Hessian - hessian, gradient, hessian, node, rule, feature, true, value, last, ref best);
            }

            gradient += gradients[row].Gradient;
            hessian += gradients[row].Hessian;
            last = value;
        }

        if (hessian >= least && node.Hessian - hessian >= least)
        {
            double leftGradient = node.Gradient - gradient;
            double leftHessian = node.Hessian - hessian;
            float gain = rule.Gain(leftGradient, leftHessian) + rule.Gain(gradient, hessian) - node.NodeGain;
            if (gain > best.Gain)
            {
                Take(ref best, gain, feature, last - (Math.Abs(last) + Gap), true, leftGradient, leftHessian);
            }
        }
    }

    public static void Up(
        ReadOnlySpan<int> rows, float[] values, GradientPair[] gradients, in DraftNode node, in SplitRule rule, int feature, ref SplitCandidate best)
    {
        double gradient = 0;
        double hessian = 0;
        float last = 0;
        double least = rule.MinChildWeight;
        foreach (int row in rows)
        {
            float value = values[row];
            if (value != last && hessian >= least && hessian > 0 && node.Hessian - hessian >= least)
            {
                Consider(gradient, hessian, node.Gradient - gradient, node.Hessian - hessian, node, rule, feature, false, last, value, ref best);
            }

            gradient += gradients[row].Gradient;
            hessian += gradients[row].Hessian;
            last = value;
        }

        if (hessian >= least && node.Hessian - hessian >= least)
        {
            float gain = rule.Gain(gradient, hessian) + rule.Gain(node.Gradient - gradient, node.Hessian - hessian) - node.NodeGain;
            if (gain > best.Gain)
            {
                Take(ref best, gain, feature, last + (Math.Abs(last) + Gap), false, gradient, hessian);
            }
        }
    }

    private static void Consider(
        double leftGradient,
        double leftHessian,
        double rightGradient,
        double rightHessian,
        in DraftNode node,
        in SplitRule rule,
        int feature,
        bool defaultLeft,
        float lower,
        float upper,
        ref SplitCandidate best)
    {
        float gain = rule.Gain(leftGradient, leftHessian) + rule.Gain(rightGradient, rightHessian) - node.NodeGain;
        if (gain > best.Gain)
        {
            float middle = (lower + upper) * 0.5f;
            Take(ref best, gain, feature, middle == lower ? upper : middle, defaultLeft, leftGradient, leftHessian);
        }
    }

    private static void Take(
        ref SplitCandidate best, float gain, int feature, float value, bool defaultLeft, double leftGradient, double leftHessian)
        => best = new SplitCandidate
        {
            Gain = gain,
            Feature = feature,
            Value = value,
            DefaultLeft = defaultLeft,
            LeftGradient = leftGradient,
            LeftHessian = leftHessian,
        };
}
