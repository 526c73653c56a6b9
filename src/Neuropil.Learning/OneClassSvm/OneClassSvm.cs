using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>One-class support vector machines: the region where most of the training points lie.</summary>
/// <example><code>
/// OneClassSvmModel model = OneClassSvm.Fit(points, new OneClassSvmOptions { Nu = 0.05 });
/// bool[] usual = model.IsInlier(newPoints);
/// </code></example>
/// <remarks>
/// Schölkopf, Platt, Shawe-Taylor, Smola and Williamson 2001, "Estimating the support of a high-dimensional distribution".
/// Scaled so that the coefficients sum to ν·n (ν·Σ weights), which is also the scale of raw scores, decisions and rho; the paper's own
/// sum to 1. The convention of LIBSVM and scikit-learn.
/// </remarks>
public static class OneClassSvm
{
    /// <summary>Kernel values kept while solving: 256 MiB of them.</summary>
    internal const long CacheCapacity = 32L << 20;

    /// <summary>Fits with every point of weight 1.</summary>
    /// <param name="points">n × d, finite, n and d at least 1.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress; never changes the result.</param>
    /// <exception cref="NonFiniteValueException">A number is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">There are no points or no columns.</exception>
    public static OneClassSvmModel Fit(Matrix points, OneClassSvmOptions? options = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        double[] weights = new double[points.RowCount];
        Array.Fill(weights, 1);
        return Fit(points, weights, options, execution);
    }

    /// <summary>Fits with a weight for each point: its coefficient may grow up to its weight.</summary>
    /// <param name="points">n × d, finite, n and d at least 1.</param>
    /// <param name="sampleWeights">n numbers, finite, 0 or more, at least one of them more than 0. A point of weight 0 is left out.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress; never changes the result.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">There are no points or columns, or the weights are not as said.</exception>
    public static OneClassSvmModel Fit(
        Matrix points, ReadOnlySpan<double> sampleWeights, OneClassSvmOptions? options = null, Execution? execution = null)
        => Fit(points, sampleWeights, options, execution, CacheCapacity);

    internal static OneClassSvmModel Fit(
        Matrix points, ReadOnlySpan<double> sampleWeights, OneClassSvmOptions? options, Execution? execution, long cacheCapacity)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= new OneClassSvmOptions();
        RequireRowsAndColumns(points);
        points.RequireFinite(nameof(points));
        int[] rows = RowsWithWeight(points, sampleWeights);
        double[] weights = new double[rows.Length];
        for (int index = 0; index < rows.Length; index++)
        {
            weights[index] = sampleWeights[rows[index]];
        }

        Matrix training = rows.Length == points.RowCount ? points : points.SelectRows(rows);
        double gamma = options.Gamma.Resolve(points);
        OneClassSolver solver = new(
            training,
            weights,
            options.Nu,
            options.Tolerance,
            new KernelFunction(options.Kernel, gamma, options.Degree, options.Offset),
            cacheCapacity,
            execution ?? Execution.Default);
        bool converged = solver.Solve();
        return Model(options, gamma, training, rows, weights, solver, converged);
    }

    private static OneClassSvmModel Model(
        OneClassSvmOptions options, double gamma, Matrix training, int[] rows, double[] weights, OneClassSolver solver, bool converged)
    {
        int[] support = [.. Enumerable.Range(0, training.RowCount).Where(row => solver.Coefficients[row] > 0)];
        double[] decisions = [.. solver.RawScores.Select(score => score - solver.Rho)];
        return new OneClassSvmModel(
            options,
            gamma,
            solver.Rho,
            [.. support.Select(row => rows[row])],
            training.SelectRows(support),
            [.. support.Select(row => solver.Coefficients[row])],
            OutlierCalibration.From(decisions, weights),
            converged);
    }

    private static void RequireRowsAndColumns(Matrix points)
    {
        if (points.RowCount == 0 || points.ColumnCount == 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points is {points.RowCount} × {points.ColumnCount}; expected at least one row and one column."),
                nameof(points));
        }
    }

    private static int[] RowsWithWeight(Matrix points, ReadOnlySpan<double> sampleWeights)
    {
        if (sampleWeights.Length != points.RowCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"sampleWeights has {sampleWeights.Length} entries for {points.RowCount} points; expected one weight a point."),
                nameof(sampleWeights));
        }

        List<int> rows = new(sampleWeights.Length);
        for (int row = 0; row < sampleWeights.Length; row++)
        {
            double weight = sampleWeights[row];
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"sampleWeights, row {row} (counted from 0) is {weight}; expected a finite number, 0 or more."),
                    nameof(sampleWeights));
            }

            if (weight > 0)
            {
                rows.Add(row);
            }
        }

        return rows.Count > 0
            ? [.. rows]
            : throw new ArgumentException("sampleWeights are all 0; expected at least one that is more.", nameof(sampleWeights));
    }
}
