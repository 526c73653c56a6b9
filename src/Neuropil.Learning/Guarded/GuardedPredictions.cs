using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What a guarded classifier answered.</summary>
public sealed class GuardedPredictions
{
    private GuardedPredictions(int[] labels, double[] likelihoods, double[] decisions, Matrix probabilities, int[] classes)
    {
        Labels = labels;
        Likelihoods = likelihoods;
        Decisions = decisions;
        Probabilities = probabilities;
        Classes = classes;
    }

    /// <summary>Per point its cluster, from 1; −1 where the SVM puts it outside or the classifier takes it for noise.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Per point the classifier's probability of that cluster; for a point outside, its probability of noise, 0 where it knows no such class.</summary>
    public IReadOnlyList<double> Likelihoods { get; }

    /// <summary>Per point the SVM's decision; below 0: outside.</summary>
    public IReadOnlyList<double> Decisions { get; }

    /// <summary>Per point a column for each of <see cref="Classes"/>; a point outside is noise with certainty.</summary>
    public Matrix Probabilities { get; }

    /// <summary>The columns of <see cref="Probabilities"/>, ascending; noise is always among them.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>Whether the SVM puts a point outside.</summary>
    public bool IsOutlier(int row) => !(Decisions[row] >= 0);

    internal static GuardedPredictions Of(double[] decisions, Matrix probabilities, ReadOnlySpan<int> classes)
    {
        int noise = GuardedClassifier.Noise;
        int noiseColumn = classes.IndexOf(noise);
        int[] all = noiseColumn >= 0 ? classes.ToArray() : [.. classes.ToArray().Append(noise).Order()];
        int[] labels = new int[decisions.Length];
        double[] likelihoods = new double[decisions.Length];
        double[] guarded = new double[decisions.Length * all.Length];
        for (int row = 0; row < decisions.Length; row++)
        {
            ReadOnlySpan<double> own = probabilities.Row(row);
            bool outside = !(decisions[row] >= 0);
            int best = IndexOfLargest(own);
            labels[row] = outside ? noise : classes[best];
            likelihoods[row] = !outside ? own[best] : noiseColumn >= 0 ? own[noiseColumn] : 0;
            Span<double> target = guarded.AsSpan(row * all.Length, all.Length);
            for (int column = 0; column < classes.Length; column++)
            {
                target[Array.IndexOf(all, classes[column])] = outside ? 0 : own[column];
            }

            if (outside)
            {
                target[Array.IndexOf(all, noise)] = 1;
            }
        }

        return new GuardedPredictions(labels, likelihoods, decisions, new Matrix(decisions.Length, all.Length, guarded), all);
    }

    /// <summary>The first index that holds the largest value: ties go to the lower class.</summary>
    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int index = 1; index < values.Length; index++)
        {
            best = values[index] > values[best] ? index : best;
        }

        return best;
    }
}
