namespace Neuropil.Learning;

/// <summary>
/// The split search over one feature's histogram in one node: upwards with missing values to the right, then, where there are any,
/// downwards with missing values to the left. The first of equal gains stays, so empty bins are passed over.
/// </summary>
internal sealed class HistogramSplitSearch(SplitRule rule, int widestFeature)
{
    // The gains are computed eight at a time; what lies behind the last one is never looked at.
    private readonly double[] gradients = new double[widestFeature + 8];
    private readonly double[] hessians = new double[widestFeature + 8];
    private readonly float[] gains = new float[widestFeature + 8];
    private readonly int[] bins = new int[widestFeature + 8];

    private interface IDirection
    {
        static abstract int Bin(int step, int binCount);

        static abstract SplitCandidate Candidate(int bin, float[] cuts, float lowest, double gradient, double hessian, in DraftNode node);
    }

    /// <summary>Replaces <paramref name="best"/> by the feature's best split, if that gains more.</summary>
    /// <param name="cells">Sums of gradients and hessians by bin.</param>
    /// <param name="cuts">The bins' upper bounds.</param>
    /// <param name="lowest">A number below every value.</param>
    /// <param name="hasMissing">Whether any row of the table misses the feature.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="node">The node's sums.</param>
    /// <param name="best">The best split so far.</param>
    public void Find(ReadOnlySpan<double> cells, float[] cuts, float lowest, bool hasMissing, int feature, in DraftNode node, ref SplitCandidate best)
    {
        Scan<Up>(cells, cuts, lowest, feature, node, ref best);
        if (hasMissing)
        {
            Scan<Down>(cells, cuts, lowest, feature, node, ref best);
        }
    }

    private void Scan<TDirection>(
        ReadOnlySpan<double> cells, float[] cuts, float lowest, int feature, in DraftNode node, ref SplitCandidate best)
        where TDirection : struct, IDirection
    {
        int count = Gather<TDirection>(cells, cuts.Length, node.Hessian);
        rule.Gains(gradients, hessians, count, node, gains);
        float bestGain = best.Gain;
        int chosen = -1;
        for (int index = 0; index < count; index++)
        {
            if (gains[index] > bestGain)
            {
                bestGain = gains[index];
                chosen = index;
            }
        }

        if (chosen >= 0)
        {
            best = TDirection.Candidate(bins[chosen], cuts, lowest, gradients[chosen], hessians[chosen], node) with { Gain = bestGain, Feature = feature };
        }
    }

    /// <summary>The sums up to each bin that may be a split's last; how many there are.</summary>
    private int Gather<TDirection>(ReadOnlySpan<double> cells, int binCount, double total)
        where TDirection : struct, IDirection
    {
        double gradient = 0;
        double hessian = 0;
        double least = rule.MinChildWeight;
        int count = 0;
        for (int step = 0; step < binCount; step++)
        {
            int bin = TDirection.Bin(step, binCount);
            double added = cells[(2 * bin) + 1];
            if (added == 0)
            {
                continue;
            }

            gradient += cells[2 * bin];
            hessian += added;
            if (!(total - hessian >= least))
            {
                break;
            }

            gradients[count] = gradient;
            hessians[count] = hessian;
            bins[count] = bin;
            count += hessian >= least ? 1 : 0;
        }

        return count;
    }

    private readonly struct Up : IDirection
    {
        public static int Bin(int step, int binCount) => step;

        public static SplitCandidate Candidate(int bin, float[] cuts, float lowest, double gradient, double hessian, in DraftNode node)
            => new() { Value = cuts[bin], Bin = bin, LeftGradient = gradient, LeftHessian = hessian };
    }

    private readonly struct Down : IDirection
    {
        public static int Bin(int step, int binCount) => binCount - 1 - step;

        public static SplitCandidate Candidate(int bin, float[] cuts, float lowest, double gradient, double hessian, in DraftNode node) => new()
        {
            Value = bin == 0 ? lowest : cuts[bin - 1],
            DefaultLeft = true,
            Bin = bin - 1,
            LeftGradient = node.Gradient - gradient,
            LeftHessian = node.Hessian - hessian,
        };
    }
}
