using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>How far two samples of one quantity lie from each other.</summary>
/// <param name="KolmogorovSmirnov">The largest difference of the two distribution functions, 0 to 1.</param>
/// <param name="P">How often so large a difference comes by chance where both are of one continuous distribution; Smirnov's asymptotic formula with Stephens' correction.</param>
/// <param name="Wasserstein">The area between the two distribution functions, in the quantity's unit.</param>
public sealed record TwoSamples(double KolmogorovSmirnov, double P, double Wasserstein)
{
    private const int MostTerms = 100;

    /// <summary>Compares two samples.</summary>
    /// <param name="first">At least one finite number.</param>
    /// <param name="second">At least one finite number.</param>
    public static TwoSamples Of(IEnumerable<double> first, IEnumerable<double> second)
    {
        double[] own = [.. first.Order()];
        double[] other = [.. second.Order()];
        Require.AtLeast(own.Length, 1, nameof(first));
        Require.AtLeast(other.Length, 1, nameof(second));
        double largest = 0;
        double area = 0;
        double before = 0;
        int place = 0;
        int otherPlace = 0;
        double last = double.NaN;
        while (place < own.Length || otherPlace < other.Length)
        {
            double value = place == own.Length ? other[otherPlace] : otherPlace == other.Length ? own[place] : Math.Min(own[place], other[otherPlace]);
            area += double.IsNaN(last) ? 0 : before * (value - last);
            while (place < own.Length && own[place] == value)
            {
                place++;
            }

            while (otherPlace < other.Length && other[otherPlace] == value)
            {
                otherPlace++;
            }

            before = Math.Abs(((double)place / own.Length) - ((double)otherPlace / other.Length));
            largest = Math.Max(largest, before);
            last = value;
        }

        double size = Math.Sqrt((double)own.Length * other.Length / (own.Length + other.Length));
        return new TwoSamples(largest, Probability((size + 0.12 + (0.11 / size)) * largest), area);
    }

    // Q(x) = 2 Σ (−1)^(k−1) exp(−2 k² x²)
    private static double Probability(double x)
    {
        if (x < 0.2)
        {
            return 1;
        }

        double sum = 0;
        for (int term = 1; term <= MostTerms; term++)
        {
            double own = DeterministicMath.Exp(-2.0 * term * term * x * x);
            sum += term % 2 == 1 ? own : -own;
            if (own < 1e-17)
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
