namespace Neuropil.Learning;

/// <summary>The numbers that follow from a confusion matrix. Classes that neither occur nor are predicted are not counted in means.</summary>
internal sealed class ConfusionScores
{
    private readonly bool[] occurs;
    private readonly int[] predicted;
    private readonly int right;

    private ConfusionScores(int[] support, int[] predicted, int[] rightOfClass)
    {
        int classCount = support.Length;
        Support = support;
        this.predicted = predicted;
        Precision = new double[classCount];
        Recall = new double[classCount];
        F1 = new double[classCount];
        occurs = new bool[classCount];
        for (int code = 0; code < classCount; code++)
        {
            right += rightOfClass[code];
            RowCount += support[code];
            Precision[code] = Ratio(rightOfClass[code], predicted[code]);
            Recall[code] = Ratio(rightOfClass[code], support[code]);
            F1[code] = Ratio(2.0 * rightOfClass[code], support[code] + predicted[code]);
            occurs[code] = support[code] + predicted[code] > 0;
        }
    }

    public int RowCount { get; }

    public int[] Support { get; }

    public double[] Precision { get; }

    public double[] Recall { get; }

    public double[] F1 { get; }

    public double Accuracy => (double)right / RowCount;

    public double BalancedAccuracy
    {
        get
        {
            double sum = 0;
            int count = 0;
            for (int code = 0; code < Support.Length; code++)
            {
                if (Support[code] > 0)
                {
                    sum += Recall[code];
                    count++;
                }
            }

            return sum / count;
        }
    }

    public double? CohensKappa
    {
        get
        {
            double byChance = 0;
            for (int code = 0; code < Support.Length; code++)
            {
                byChance += (double)Support[code] * predicted[code];
            }

            double total = (double)RowCount * RowCount;
            return byChance < total ? (((double)right * RowCount) - byChance) / (total - byChance) : null;
        }
    }

    public static ConfusionScores Of(int[][] counts)
    {
        int[] support = new int[counts.Length];
        int[] predicted = new int[counts.Length];
        int[] right = new int[counts.Length];
        for (int expected = 0; expected < counts.Length; expected++)
        {
            right[expected] = counts[expected][expected];
            for (int other = 0; other < counts.Length; other++)
            {
                support[expected] += counts[expected][other];
                predicted[other] += counts[expected][other];
            }
        }

        return new ConfusionScores(support, predicted, right);
    }

    /// <summary>The mean over the classes that occur.</summary>
    public double Macro(double[] values)
    {
        double sum = 0;
        int count = 0;
        for (int code = 0; code < values.Length; code++)
        {
            if (occurs[code])
            {
                sum += values[code];
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>The mean weighted by support.</summary>
    public double Weighted(double[] values)
    {
        double sum = 0;
        for (int code = 0; code < values.Length; code++)
        {
            sum += values[code] * Support[code];
        }

        return sum / RowCount;
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
