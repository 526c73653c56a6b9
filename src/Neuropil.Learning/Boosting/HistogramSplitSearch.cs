namespace Neuropil.Learning;

/// <summary>
/// The split search over one feature's histogram in one node: upwards with missing values to the right, then, where there are any,
/// downwards with missing values to the left. The first of equal gains stays, so empty bins are passed over.
/// </summary>
internal static class HistogramSplitSearch
{
    public static void Up(
        ReadOnlySpan<double> cells, float[] cuts, in DraftNode node, in SplitRule rule, int feature, ref SplitCandidate best)
    {
        double gradient = 0;
        double hessian = 0;
        double least = rule.MinChildWeight;
        for (int bin = 0; bin < cuts.Length; bin++)
        {
            double added = cells[(2 * bin) + 1];
            if (added == 0)
            {
                continue;
            }

            gradient += cells[2 * bin];
            hessian += added;
            double rest = node.Hessian - hessian;
            if (!(rest >= least))
            {
                break;
            }

            if (hessian >= least)
            {
                float gain = rule.Gain(gradient, hessian) + rule.Gain(node.Gradient - gradient, rest) - node.NodeGain;
                if (gain > best.Gain)
                {
                    best = new SplitCandidate
                    {
                        Gain = gain,
                        Feature = feature,
                        Value = cuts[bin],
                        Bin = bin,
                        LeftGradient = gradient,
                        LeftHessian = hessian,
                    };
                }
            }
        }
    }

    public static void Down(
        ReadOnlySpan<double> cells, float[] cuts, float lowest, in DraftNode node, in SplitRule rule, int feature, ref SplitCandidate best)
    {
        double gradient = 0;
        double hessian = 0;
        double least = rule.MinChildWeight;
        for (int bin = cuts.Length - 1; bin >= 0; bin--)
        {
            double added = cells[(2 * bin) + 1];
            if (added == 0)
            {
                continue;
            }

            gradient += cells[2 * bin];
            hessian += added;
            double rest = node.Hessian - hessian;
            if (!(rest >= least))
            {
                break;
            }

            if (hessian >= least)
            {
                float gain = rule.Gain(gradient, hessian) + rule.Gain(node.Gradient - gradient, rest) - node.NodeGain;
                if (gain > best.Gain)
                {
                    best = new SplitCandidate
                    {
                        Gain = gain,
                        Feature = feature,
                        Value = bin == 0 ? lowest : cuts[bin - 1],
                        DefaultLeft = true,
                        Bin = bin - 1,
                        LeftGradient = node.Gradient - gradient,
                        LeftHessian = rest,
                    };
                }
            }
        }
    }
}
