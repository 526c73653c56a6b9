using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// The curve 1 / (1 + A·d^(2B)) that says how strongly two points at distance d in the embedding are connected.
/// </summary>
/// <param name="A">Scale; larger draws points nearer.</param>
/// <param name="B">Steepness.</param>
/// <remarks>
/// McInnes, Healy and Melville 2018, §3.2 and definition 11: A and B are the least-squares fit to 1 up to MinDistance and
/// exp(−(d − MinDistance) / Spread) beyond, on 300 evenly spaced distances from 0 to 3·Spread.
/// </remarks>
public readonly record struct DistanceCurve(double A, double B)
{
    private const int SampleCount = 300;
    private const int MaximumIterationCount = 200;

    /// <summary>Fits the curve (Levenberg 1944, Marquardt 1963), started at A = B = 1.</summary>
    /// <param name="minDistance">From 0 to <paramref name="spread"/>.</param>
    /// <param name="spread">More than 0.</param>
    public static DistanceCurve Fit(double minDistance, double spread)
    {
        Require.MoreThan(spread, 0, nameof(spread));
        Require.Between(minDistance, 0, spread, nameof(minDistance));
        double[] distances = new double[SampleCount];
        double[] strengths = new double[SampleCount];
        for (int sample = 0; sample < SampleCount; sample++)
        {
            double distance = 3 * spread * sample / (SampleCount - 1);
            distances[sample] = distance;
            strengths[sample] = distance < minDistance ? 1 : DeterministicMath.Exp(-(distance - minDistance) / spread);
        }

        DistanceCurve curve = new(1, 1);
        double error = curve.SquaredError(distances, strengths);
        double damping = 1e-3;
        for (int iteration = 0; iteration < MaximumIterationCount && damping < 1e12; iteration++)
        {
            (double stepA, double stepB) = curve.Step(distances, strengths, damping);
            DistanceCurve next = new(curve.A + stepA, curve.B + stepB);
            double nextError = next.A > 0 && next.B > 0 ? next.SquaredError(distances, strengths) : double.PositiveInfinity;
            if (!(nextError < error))
            {
                damping *= 4;
                continue;
            }

            curve = next;
            error = nextError;
            damping /= 4;
        }

        return curve;
    }

    private double SquaredError(double[] distances, double[] strengths)
    {
        double error = 0;
        for (int sample = 0; sample < distances.Length; sample++)
        {
            double residual = strengths[sample] - (1 / (1 + (A * Power(distances[sample]))));
            error += residual * residual;
        }

        return error;
    }

    private (double A, double B) Step(double[] distances, double[] strengths, double damping)
    {
        double aa = 0, ab = 0, bb = 0, ra = 0, rb = 0;
        for (int sample = 1; sample < distances.Length; sample++)
        {
            double power = Power(distances[sample]);
            double value = 1 / (1 + (A * power));
            double byA = -value * value * power;
            double byB = byA * A * 2 * DeterministicMath.Log(distances[sample]);
            double residual = strengths[sample] - value;
            aa += byA * byA;
            ab += byA * byB;
            bb += byB * byB;
            ra += byA * residual;
            rb += byB * residual;
        }

        aa *= 1 + damping;
        bb *= 1 + damping;
        double determinant = (aa * bb) - (ab * ab);
        return (((ra * bb) - (rb * ab)) / determinant, ((rb * aa) - (ra * ab)) / determinant);
    }

    private double Power(double distance) => distance > 0 ? DeterministicMath.Pow(distance, 2 * B) : 0;
}
