using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// Turns decisions into scores between 0 and 1 by where they stand among the training decisions: one minus the conformal p-value
/// (1 + n·F(decision)) / (n + 1), with F the share of training weight at or below, linear between the points kept.
/// </summary>
/// <remarks>Laxhammar and Falkman 2010, "Conformal prediction for distribution-independent anomaly detection", with the training points as
/// the calibration set. At most <see cref="LargestKnotCount"/> decisions are kept, evenly spaced by rank.</remarks>
internal sealed class OutlierCalibration
{
    private const int LargestKnotCount = 513;
    private readonly double[] knots;
    private readonly double[] shares;

    private OutlierCalibration(double[] knots, double[] shares, int count)
    {
        this.knots = knots;
        this.shares = shares;
        Count = count;
    }

    /// <summary>Number of training points.</summary>
    public int Count { get; }

    /// <summary>A calibration from the training points' decisions and weights.</summary>
    public static OutlierCalibration From(ReadOnlySpan<double> decisions, ReadOnlySpan<double> weights)
    {
        double[] sorted = decisions.ToArray();
        double[] sortedWeights = weights.ToArray();
        Array.Sort(sorted, sortedWeights);
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        // Equal decisions share one knot, with the weight up to the last of them.
        List<double> distinct = [];
        List<double> cumulative = [];
        double sum = 0;
        for (int index = 0; index < sorted.Length; index++)
        {
            sum += sortedWeights[index];
            if (index + 1 == sorted.Length || sorted[index + 1] > sorted[index])
            {
                distinct.Add(sorted[index]);
                cumulative.Add(Math.Min(1, sum / total));
            }
        }

        cumulative[^1] = 1;
        int kept = Math.Min(distinct.Count, LargestKnotCount);
        double[] knots = new double[kept];
        double[] shares = new double[kept];
        for (int index = 0; index < kept; index++)
        {
            int source = kept == 1 ? 0 : (int)((long)index * (distinct.Count - 1) / (kept - 1));
            knots[index] = distinct[source];
            shares[index] = cumulative[source];
        }

        return new OutlierCalibration(knots, shares, sorted.Length);
    }

    /// <summary>The score: near 1 farther out than all training points, 0 deeper inside than all.</summary>
    public double Score(double decision) => 1 - ((1 + (Count * ShareAtOrBelow(decision))) / (Count + 1.0));

    /// <summary>Writes the fields.</summary>
    public void Write(ModelWriter writer)
    {
        writer.Integer("count", Count);
        writer.Doubles("decisions", knots);
        writer.Doubles("shares", shares);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static OutlierCalibration Read(ModelReader reader)
    {
        int count = reader.Integer("count", 1);
        double[] knots = ModelChecks.Finite(reader, "decisions");
        double[] shares = ModelChecks.Finite(reader, "shares", knots.Length);
        if (knots.Length is 0 or > LargestKnotCount)
        {
            throw reader.Bad("decisions", string.Create(CultureInfo.InvariantCulture, $"has {knots.Length} numbers; expected 1 to {LargestKnotCount}"));
        }

        for (int index = 0; index < knots.Length; index++)
        {
            if (!(shares[index] > 0 && shares[index] <= 1))
            {
                throw reader.Bad("shares", string.Create(CultureInfo.InvariantCulture, $"holds {shares[index]}; expected numbers from 0 to 1"));
            }

            if (index > 0 && !(knots[index] > knots[index - 1] && shares[index] >= shares[index - 1]))
            {
                throw reader.Bad("decisions", "does not ascend");
            }
        }

        return new OutlierCalibration(knots, shares, count);
    }

    private double ShareAtOrBelow(double decision)
    {
        if (!(decision >= knots[0]))
        {
            return 0;
        }

        int place = Array.BinarySearch(knots, decision);
        if (place >= 0)
        {
            return shares[place];
        }

        int above = ~place;
        if (above == knots.Length)
        {
            return 1;
        }

        double fraction = (decision - knots[above - 1]) / (knots[above] - knots[above - 1]);
        return shares[above - 1] + (fraction * (shares[above] - shares[above - 1]));
    }
}
