using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>The losses of gradient boosting: gradients, probabilities and the evaluation metric, in XGBoost's 32 bits.</summary>
internal static class Objective
{
    private const int RowBlock = 1024;
    private const float LeastHessian = 1e-16f;

    /// <summary>Gradients of cross entropy over the softmax: p − [label = class], 2·p·(1 − p), each times the row's weight.</summary>
    public static void SoftmaxGradients(
        float[][] margins, int[] labels, float[]? weights, GradientPair[][] gradients, Execution execution)
    {
        int classCount = gradients.Length;
        Blocks.For(labels.Length, RowBlock, execution, (start, end) =>
        {
            double[] powers = Powers(margins, start, end);
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<double> own = powers.AsSpan((row - start) * classCount, classCount);
                double exactSum = 0;
                foreach (double power in own)
                {
                    exactSum += (float)power;
                }

                float sum = (float)exactSum;
                float weight = weights is null ? 1 : weights[row];
                for (int label = 0; label < classCount; label++)
                {
                    float probability = (float)own[label] / sum;
                    float hessian = Math.Max(2 * probability * (1 - probability) * weight, LeastHessian);
                    float gradient = labels[row] == label ? probability - 1 : probability;
                    gradients[label][row] = new GradientPair(gradient * weight, hessian);
                }
            }
        });
    }

    /// <summary>Gradients of the logistic loss: p − label, p·(1 − p), each times the row's weight, and times another where the label is 1.</summary>
    public static void LogisticGradients(
        float[] margins, int[] labels, float[]? weights, float positiveWeight, GradientPair[] gradients, Execution execution)
        => Blocks.For(labels.Length, RowBlock, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                float weight = weights is null ? 1 : weights[row];
                weight = labels[row] == 1 ? weight * positiveWeight : weight;
                float probability = Logistic(margins[row]);
                float hessian = Math.Max(probability * (1 - probability), LeastHessian);
                gradients[row] = new GradientPair((probability - labels[row]) * weight, hessian * weight);
            }
        });

    /// <summary>Writes the softmax of the margins, in 64 bits.</summary>
    public static void Softmax(ReadOnlySpan<float> margins, Span<double> probabilities)
    {
        float largest = margins[0];
        foreach (float margin in margins)
        {
            largest = Math.Max(largest, margin);
        }

        double sum = 0;
        for (int label = 0; label < probabilities.Length; label++)
        {
            probabilities[label] = DeterministicMath.Exp((double)margins[label] - largest);
            sum += probabilities[label];
        }

        for (int label = 0; label < probabilities.Length; label++)
        {
            probabilities[label] /= sum;
        }
    }

    public static float Logistic(float margin) => 1 / (Power(-margin) + 1 + LeastHessian);

    /// <summary>The margin of a probability.</summary>
    public static float Logit(float probability) => -(float)DeterministicMath.Log((1 / probability) - 1);

    /// <summary>Weighted mean of −log of the probability of the true class.</summary>
    public static double LogLoss(float[] margins, int outputCount, int[] labels, float[]? weights)
    {
        double[] probabilities = new double[outputCount];
        double sum = 0;
        double weightSum = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double probability;
            if (outputCount == 1)
            {
                float one = Logistic(margins[row]);
                probability = labels[row] == 1 ? one : 1 - one;
            }
            else
            {
                Softmax(margins.AsSpan(row * outputCount, outputCount), probabilities);
                probability = probabilities[labels[row]];
            }

            double weight = weights is null ? 1 : weights[row];
            sum -= weight * DeterministicMath.Log(Math.Max(probability, LeastHessian));
            weightSum += weight;
        }

        return sum / weightSum;
    }

    /// <summary>e to the power of each margin less the largest of its row; a row's classes side by side.</summary>
    private static double[] Powers(float[][] margins, int start, int end)
    {
        int classCount = margins.Length;
        double[] powers = new double[(end - start) * classCount];
        for (int row = start; row < end; row++)
        {
            float largest = margins[0][row];
            foreach (float[] own in margins)
            {
                largest = Math.Max(largest, own[row]);
            }

            for (int label = 0; label < classCount; label++)
            {
                powers[((row - start) * classCount) + label] = margins[label][row] - largest;
            }
        }

        DeterministicMath.Exp(powers, powers);
        return powers;
    }

    private static float Power(float exponent) => (float)DeterministicMath.Exp(Math.Min(exponent, 88.7f));
}
