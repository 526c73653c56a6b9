using CsCheck;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;

public sealed class OneClassSvmTests
{
    private static readonly Matrix Points = ClassifierFixture.Load("emb_pv").Training;

    private static readonly Gen<(Matrix Points, double[] Weights, double Nu, SvmKernel Kernel)> Problems =
        from rows in Gen.Int[2, 40]
        from columns in Gen.Int[1, 4]
        from values in Gen.Int[-6, 6].Array[rows * columns]
        from weights in Gen.Int[1, 4].Array[rows]
        from nu in Gen.Double[0.02, 1]
        from kernel in Gen.Enum<SvmKernel>()
        select (new Matrix(rows, columns, [.. values.Select(value => value / 3.0)]), weights.Select(weight => weight / 2.0).ToArray(), nu, kernel);

    [Fact]
    public void The_solution_meets_the_optimality_conditions_on_tied_and_repeated_points()
        => Problems.Where(problem => problem.Kernel != SvmKernel.Sigmoid).Sample(
            problem =>
            {
                OneClassSvmOptions options = new() { Nu = problem.Nu, Kernel = problem.Kernel, Gamma = SvmGamma.Of(0.4), Degree = 2, Offset = 0.5 };
                OneClassSvmModel model = OneClassSvm.Fit(problem.Points, problem.Weights, options);
                double[] alpha = new double[problem.Points.RowCount];
                for (int index = 0; index < model.SupportRows.Length; index++)
                {
                    alpha[model.SupportRows[index]] = model.Coefficients[index];
                }

                Assert.True(model.Converged);
                Assert.Equal(problem.Nu * problem.Weights.Sum(), alpha.Sum(), 1e-9);
                double[] decisions = model.Decisions(problem.Points);
                for (int row = 0; row < alpha.Length; row++)
                {
                    Assert.InRange(alpha[row], 0, problem.Weights[row]);
                    Assert.True(alpha[row] == problem.Weights[row] || decisions[row] >= -2e-6, $"row {row} lies outside and its coefficient could grow");
                    Assert.True(alpha[row] == 0 || decisions[row] <= 2e-6, $"row {row} lies inside with a coefficient");
                }
            },
            iter: 300);

    [Theory]
    [InlineData(SvmKernel.Rbf)]
    [InlineData(SvmKernel.Linear)]
    [InlineData(SvmKernel.Polynomial)]
    [InlineData(SvmKernel.Sigmoid)]
    public void Kernels_are_what_their_formulas_say(SvmKernel kernel)
    {
        OneClassSvmOptions options = new() { Nu = 0.2, Kernel = kernel, Gamma = SvmGamma.Of(0.3), Degree = 3, Offset = 0.25 };
        OneClassSvmModel model = OneClassSvm.Fit(Points, options);
        double[] scores = model.RawScores(Points);
        for (int row = 0; row < 20; row++)
        {
            double expected = 0;
            for (int index = 0; index < model.SupportRows.Length; index++)
            {
                double[] a = model.SupportPoints.Row(index).ToArray();
                double[] b = Points.Row(row).ToArray();
                double product = a.Zip(b, (x, y) => x * y).Sum();
                double distance = a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
                expected += model.Coefficients[index] * kernel switch
                {
                    SvmKernel.Rbf => Math.Exp(-0.3 * distance),
                    SvmKernel.Linear => product,
                    SvmKernel.Polynomial => Math.Pow((0.3 * product) + 0.25, 3),
                    _ => Math.Tanh((0.3 * product) + 0.25),
                };
            }

            Assert.Equal(expected, scores[row], 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Model_and_decisions_have_the_same_bytes_for_any_thread_count(int threads)
    {
        Matrix many = Cloud(5000);
        OneClassSvmOptions options = new() { Nu = 0.1 };
        OneClassSvmModel expected = OneClassSvm.Fit(many, options, Execution.With(threads: 3));
        OneClassSvmModel actual = OneClassSvm.Fit(many, options, Execution.With(threads));
        Assert.Equal(Bytes(expected), Bytes(actual));
        Assert.Equal(expected.Decisions(many), actual.Decisions(many, Execution.With(threads)));
    }

    [Fact]
    public void How_much_of_the_kernel_is_kept_changes_nothing()
    {
        Matrix many = Cloud(3000);
        double[] weights = Enumerable.Repeat(1.0, 3000).ToArray();
        OneClassSvmOptions options = new() { Nu = 0.3 };
        Assert.Equal(
            Bytes(OneClassSvm.Fit(many, weights, options, null, OneClassSvm.CacheCapacity)),
            Bytes(OneClassSvm.Fit(many, weights, options, null, 10_000)));
    }

    [Fact]
    public void A_point_gets_the_same_decision_alone_and_in_a_batch()
    {
        OneClassSvmModel model = OneClassSvm.Fit(Points);
        double[] batch = model.Decisions(Points);
        for (int row = 0; row < Points.RowCount; row++)
        {
            Assert.Equal(batch[row], Assert.Single(model.Decisions(Points.SelectRows([row]))));
        }
    }

    [Fact]
    public void A_point_of_weight_zero_is_as_if_it_were_not_there()
    {
        double[] weights = [.. Enumerable.Range(0, Points.RowCount).Select(row => row % 3 == 0 ? 0.0 : 1)];
        int[] kept = [.. Enumerable.Range(0, Points.RowCount).Where(row => row % 3 != 0)];
        OneClassSvmOptions options = new() { Nu = 0.1, Gamma = SvmGamma.Of(0.5) };
        OneClassSvmModel weighted = OneClassSvm.Fit(Points, weights, options);
        OneClassSvmModel without = OneClassSvm.Fit(Points.SelectRows(kept), options);
        Assert.Equal(without.Decisions(Points), weighted.Decisions(Points));
        Assert.Equal(without.SupportRows.ToArray().Select(row => kept[row]), weighted.SupportRows.ToArray());
    }

    [Fact]
    public void The_share_of_outliers_and_of_support_vectors_is_bound_by_nu()
    {
        Matrix many = Cloud(2000);
        foreach (double nu in (double[])[0.01, 0.05, 0.3, 0.9])
        {
            OneClassSvmModel model = OneClassSvm.Fit(many, new OneClassSvmOptions { Nu = nu });
            double outside = model.Decisions(many).Count(decision => decision < -1e-5) / 2000.0;
            Assert.True(outside <= nu);
            Assert.True(model.SupportRows.Length >= nu * 2000);
        }
    }

    [Fact]
    public void Outlier_scores_are_the_shares_of_training_points_deeper_inside()
    {
        OneClassSvmModel model = OneClassSvm.Fit(Points, new OneClassSvmOptions { Nu = 0.05 });
        double[] decisions = model.Decisions(Points);
        double[] scores = model.OutlierScores(Points);
        for (int row = 0; row < scores.Length; row++)
        {
            Assert.Equal(decisions.Count(other => other > decisions[row] + 1e-9) / (double)scores.Length, scores[row], 0.02);
        }

        double far = Assert.Single(model.OutlierScores(new Matrix(1, 2, [1e6, -1e6])));
        Assert.True(far >= scores.Max() && far < 1);
    }

    [Fact]
    public void Saving_and_loading_keeps_everything()
    {
        OneClassSvmModel model = OneClassSvm.Fit(Points, new OneClassSvmOptions { Nu = 0.07, Kernel = SvmKernel.Polynomial, Degree = 2, Gamma = SvmGamma.Of(0.2) });
        using MemoryStream file = new(Bytes(model));
        OneClassSvmModel loaded = OneClassSvmModel.Load(file);
        Assert.Equal(model.Options, loaded.Options);
        Assert.Equal(model.Decisions(Points), loaded.Decisions(Points));
        Assert.Equal(model.OutlierScores(Points), loaded.OutlierScores(Points));
        Assert.Equal(Bytes(model), Bytes(loaded));
    }

    [Fact]
    public void Bad_options_cannot_be_held()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneClassSvmOptions { Nu = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneClassSvmOptions { Nu = 1.01 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneClassSvmOptions { Nu = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneClassSvmOptions { Tolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneClassSvmOptions { Degree = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneClassSvmOptions { Kernel = (SvmKernel)9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => SvmGamma.Of(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SvmGamma.Of(double.NaN));
    }

    [Fact]
    public void Bad_input_is_refused_by_place_and_value()
    {
        NonFiniteValueException notFinite = Assert.Throws<NonFiniteValueException>(() => OneClassSvm.Fit(new Matrix(2, 2, [1, 2, double.NaN, 4])));
        Assert.Contains("row 1, column 0", notFinite.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OneClassSvm.Fit(new Matrix(0, 2, [])));
        Assert.Throws<ArgumentException>(() => OneClassSvm.Fit(Points, [1.0]));
        double[] weights = Enumerable.Repeat(1.0, Points.RowCount).ToArray();
        weights[5] = -1;
        Assert.Contains("row 5", Assert.Throws<ArgumentException>(() => OneClassSvm.Fit(Points, weights)).Message, StringComparison.Ordinal);
        OneClassSvmModel model = OneClassSvm.Fit(Points);
        Assert.Contains("columns", Assert.Throws<ArgumentException>(() => model.Decisions(new Matrix(1, 3, [1, 2, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<NonFiniteValueException>(() => model.Decisions(new Matrix(1, 2, [1, double.PositiveInfinity])));
    }

    [Fact]
    public void One_point_and_equal_points_can_be_fitted()
    {
        Assert.Equal(1, OneClassSvm.Fit(new Matrix(1, 2, [3, 4])).Coefficients.Length);
        OneClassSvmModel equal = OneClassSvm.Fit(new Matrix(50, 2, Enumerable.Repeat(2.5, 100).ToArray()), new OneClassSvmOptions { Nu = 0.1 });
        Assert.True(equal.Converged);
        Assert.Equal(1, equal.Gamma);
    }

    [Fact]
    public void Cancellation_ends_the_fit()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => OneClassSvm.Fit(Points, null, Execution.With(cancellation: source.Token)));
    }

    internal static Matrix Cloud(int rowCount)
    {
        double[] values = new double[rowCount * 2];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(3, 11, (ulong)row);
            values[2 * row] = random.NextGaussian() + (row % 3 * 4);
            values[(2 * row) + 1] = random.NextGaussian() - (row % 2 * 5);
        }

        return new Matrix(rowCount, 2, values);
    }

    private static byte[] Bytes(OneClassSvmModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }
}
