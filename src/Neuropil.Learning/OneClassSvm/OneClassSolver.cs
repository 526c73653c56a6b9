using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// Sequential minimal optimisation of the one-class dual: minimise ½ αᵀKα with 0 ≤ αᵢ ≤ wᵢ and Σα = ν Σw.
/// </summary>
/// <remarks>
/// Schölkopf et al. 2001, "Estimating the support of a high-dimensional distribution". Working sets by second-order information
/// (Fan, Chen and Lin 2005, algorithm 2); points at a bound that cannot move are left aside and brought back before the end
/// (Joachims 1998, §4 "Shrinking"; Fan, Chen and Lin 2005, §5). Between equally good choices the one earlier in the solver's own order is taken, which depends on the data only.
/// </remarks>
internal sealed partial class OneClassSolver
{
    private const double SmallestCurvature = 1e-12;
    private const int GradientBlock = 512;

    /// <summary>With fewer kernel values to compute than this, waking other threads costs more than they save.</summary>
    private const long FewestValuesToShare = 1 << 18;

    private readonly KernelFunction kernel;
    private readonly ColumnTable points;
    private readonly KernelRows kernelRows;
    private readonly Execution execution;
    private readonly double tolerance;
    private readonly int count;
    private readonly int[] rows;
    private readonly double[] alpha;
    private readonly double[] bound;
    private readonly double[] gradient;
    private readonly double[] diagonal;
    private readonly double[] scratch;
    private int activeCount;
    private bool reopened;

    /// <summary>Prepares the dual.</summary>
    /// <param name="training">n × d.</param>
    /// <param name="weights">n upper bounds, each more than 0.</param>
    /// <param name="nu">More than 0, at most 1.</param>
    /// <param name="tolerance">Largest violation at the end.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="cacheCapacity">Kernel values to keep.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public OneClassSolver(
        Matrix training, double[] weights, double nu, double tolerance, KernelFunction kernel, long cacheCapacity, Execution execution)
    {
        count = training.RowCount;
        this.kernel = kernel;
        this.tolerance = tolerance;
        this.execution = execution;
        points = new ColumnTable(training);
        kernelRows = new KernelRows(kernel, points, cacheCapacity, execution);
        rows = new int[count];
        for (int row = 0; row < count; row++)
        {
            rows[row] = row;
        }

        bound = [.. weights];
        gradient = new double[count];
        alpha = StartingPoint(weights, nu);
        diagonal = kernel.Diagonal(points);
        scratch = new double[count];
        activeCount = count;
    }

    /// <summary>αᵢ by row of the training points, after <see cref="Solve"/>.</summary>
    public double[] Coefficients { get; private set; } = [];

    /// <summary>(Kα)ᵢ by row of the training points, after <see cref="Solve"/>: the raw score of each.</summary>
    public double[] RawScores { get; private set; } = [];

    /// <summary>The threshold that raw scores are compared with.</summary>
    public double Rho { get; private set; }

    /// <summary>Steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Runs to the tolerance, or to the limit of steps.</summary>
    /// <returns>Whether the tolerance was reached.</returns>
    public bool Solve()
    {
        FillGradient(0);
        long limit = Math.Max(10_000_000, 100L * count);
        int untilShrinking = Math.Min(count, 1000) + 1;
        while (StepCount < limit)
        {
            if (--untilShrinking == 0)
            {
                untilShrinking = Math.Min(count, 1000);
                execution.Cancellation.ThrowIfCancellationRequested();
                Shrink();
            }

            if (!SelectPair(out int first, out int second))
            {
                Reopen();
                if (!SelectPair(out first, out second))
                {
                    break;
                }

                untilShrinking = 1;
            }

            StepCount++;
            MovePair(first, second);
        }

        bool converged = StepCount < limit;
        Reopen();
        Finish();
        return converged;
    }

    /// <summary>The first rows at their bounds, until the sum is reached.</summary>
    private static double[] StartingPoint(double[] weights, double nu)
    {
        double remaining = 0;
        foreach (double weight in weights)
        {
            remaining += weight * nu;
        }

        double[] start = new double[weights.Length];
        for (int row = 0; row < start.Length && remaining > 0; row++)
        {
            start[row] = Math.Min(weights[row], remaining);
            remaining -= start[row];
        }

        return start;
    }

    /// <summary>
    /// The pair to move next: first, the point that can grow whose gradient is least; second, the point that can shrink with which
    /// the objective falls most. False where no pair violates the conditions by more than the tolerance.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SelectPair(out int first, out int second)
    {
        second = -1;
        first = LeastGradientThatCanGrow();
        if (first < 0)
        {
            return false;
        }

        double[] kernelRow = kernelRows.Get(rows[first], first, activeCount);
        double least = gradient[first];
        double greatest = double.NegativeInfinity;
        double bestGain = double.NegativeInfinity;
        int start = 0;
        while (start < activeCount)
        {
            // Few points have a coefficient: four without one are passed over at once.
            if (start + 4 <= activeCount && !Vector256.GreaterThanAny(Vector256.Create(alpha, start), Vector256<double>.Zero))
            {
                start += 4;
                continue;
            }

            for (int end = Math.Min(start + 4, activeCount); start < end; start++)
            {
                if (!(alpha[start] > 0))
                {
                    continue;
                }

                double own = gradient[start];
                greatest = own > greatest ? own : greatest;
                double difference = own - least;
                if (difference > 0)
                {
                    double curvature = diagonal[first] + diagonal[start] - (2 * kernelRow[start]);
                    double gain = difference * difference / (curvature > 0 ? curvature : SmallestCurvature);
                    if (gain > bestGain)
                    {
                        bestGain = gain;
                        second = start;
                    }
                }
            }
        }

        return second >= 0 && greatest - least >= tolerance;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LeastGradientThatCanGrow()
    {
        int best = -1;
        double least = double.PositiveInfinity;
        int start = 0;
        while (start < activeCount)
        {
            if (start + 4 <= activeCount && !Vector256.LessThanAny(Vector256.Create(gradient, start), Vector256.Create(least)))
            {
                start += 4;
                continue;
            }

            for (int end = Math.Min(start + 4, activeCount); start < end; start++)
            {
                if (gradient[start] < least && alpha[start] < bound[start])
                {
                    least = gradient[start];
                    best = start;
                }
            }
        }

        return best;
    }

    /// <summary>The step that minimises the objective along the pair, cut at the bounds.</summary>
    private void MovePair(int first, int second)
    {
        double[] firstRow = kernelRows.Get(rows[first], first, activeCount);
        double[] secondRow = kernelRows.Get(rows[second], second, activeCount);
        double curvature = diagonal[first] + diagonal[second] - (2 * firstRow[second]);
        double step = (gradient[second] - gradient[first]) / (curvature > 0 ? curvature : SmallestCurvature);
        double room = Math.Min(bound[first] - alpha[first], alpha[second]);
        double oldFirst = alpha[first];
        double oldSecond = alpha[second];
        if (step < room)
        {
            alpha[first] += step;
            alpha[second] -= step;
        }
        else if (bound[first] - oldFirst <= oldSecond)
        {
            alpha[first] = bound[first];
            alpha[second] = Math.Max(0, oldSecond - (bound[first] - oldFirst));
        }
        else
        {
            alpha[first] = Math.Min(bound[first], oldFirst + oldSecond);
            alpha[second] = 0;
        }

        AddPair(firstRow, alpha[first] - oldFirst, secondRow, alpha[second] - oldSecond);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPair(double[] firstRow, double firstChange, double[] secondRow, double secondChange)
    {
        Span<double> sums = gradient.AsSpan(0, activeCount);
        Span<Vector256<double>> wide = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        ReadOnlySpan<Vector256<double>> wideFirst = MemoryMarshal.Cast<double, Vector256<double>>(firstRow.AsSpan(0, activeCount));
        ReadOnlySpan<Vector256<double>> wideSecond = MemoryMarshal.Cast<double, Vector256<double>>(secondRow.AsSpan(0, activeCount));
        Vector256<double> changeOfFirst = Vector256.Create(firstChange);
        Vector256<double> changeOfSecond = Vector256.Create(secondChange);
        for (int index = 0; index < wide.Length; index++)
        {
            wide[index] += (wideFirst[index] * changeOfFirst) + (wideSecond[index] * changeOfSecond);
        }

        for (int position = wide.Length * 4; position < activeCount; position++)
        {
            sums[position] += (firstRow[position] * firstChange) + (secondRow[position] * secondChange);
        }
    }
}
