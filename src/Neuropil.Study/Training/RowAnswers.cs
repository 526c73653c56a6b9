using Neuropil.Learning;

namespace Neuropil.Study;

/// <summary>What a learner says of held-out synapses, row by row.</summary>
/// <param name="Labels">The cluster told, from 1; −1 noise or, of a rejected row, nothing.</param>
/// <param name="Rejected">Whether the SVM refused the row.</param>
/// <param name="Probabilities">The learner's probability of what it told; NaN where it told nothing.</param>
/// <param name="Decisions">The SVM's decision; NaN where no SVM was asked.</param>
internal sealed record RowAnswers(int[] Labels, bool[] Rejected, double[] Probabilities, double[] Decisions)
{
    /// <summary>What the scores are made of.</summary>
    public Answers Answers => new(Labels, Rejected);

    public static RowAnswers Of(GuardedPredictions predictions)
    {
        bool[] rejected = [.. predictions.Decisions.Select((_, row) => predictions.IsOutlier(row))];
        return new([.. predictions.Labels], rejected, [.. predictions.Likelihoods.Select((likelihood, row) => rejected[row] ? double.NaN : likelihood)], [.. predictions.Decisions]);
    }

    /// <summary>The same answer to every row, for want of classes to choose from.</summary>
    public static RowAnswers Constant(int label, int count)
    {
        int[] labels = new int[count];
        Array.Fill(labels, label);
        double[] unknown = new double[count];
        Array.Fill(unknown, double.NaN);
        return new(labels, new bool[count], unknown, unknown);
    }

    /// <summary>Several, one after the other.</summary>
    public static RowAnswers Joined(IReadOnlyCollection<RowAnswers> parts)
        => new(
            [.. parts.SelectMany(part => part.Labels)],
            [.. parts.SelectMany(part => part.Rejected)],
            [.. parts.SelectMany(part => part.Probabilities)],
            [.. parts.SelectMany(part => part.Decisions)]);

    /// <summary>With the clusters numbered as elsewhere.</summary>
    public RowAnswers Translated(Func<int, int> label) => this with { Labels = Array.ConvertAll(Labels, own => label(own)) };

    public string StatusOf(int row)
        => PredictionTable.Text(Rejected[row] ? PredictionStatus.Rejected : Labels[row] == FileLabels.Noise ? PredictionStatus.Noise : PredictionStatus.Assigned);
}
