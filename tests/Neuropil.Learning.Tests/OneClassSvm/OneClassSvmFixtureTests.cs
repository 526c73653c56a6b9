using System.Text.Json;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;

public sealed class OneClassSvmFixtureTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string name in (string[])["emb_as", "emb_cr", "emb_pv"])
            {
                for (int index = 0; index < 5; index++)
                {
                    cases.Add(name, index);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rho_decisions_and_support_equal_the_reference(string name, int index)
    {
        ClassifierFixture fixture = ClassifierFixture.Load(name);
        JsonElement expected = fixture.Root.GetProperty("one_class_svm")[index];

        OneClassSvmModel model = OneClassSvm.Fit(fixture.Training, Options(expected));

        Assert.True(model.Converged);
        Assert.Equal(expected.GetProperty("gamma_value").GetDouble(), model.Gamma, 1e-12);
        Assert.Equal(expected.GetProperty("rho").GetDouble(), model.Rho, 1e-5);
        Close(expected.GetProperty("train_decision"), model.Decisions(fixture.Training));
        Close(expected.GetProperty("test_decision"), model.Decisions(fixture.Test));
        Assert.Equal(model.Options.Nu * fixture.Training.RowCount, model.Coefficients.ToArray().Sum(), 1e-9);

        double[] decisions = ClassifierFixture.Numbers(expected.GetProperty("train_decision"));
        int[] support = ClassifierFixture.Integers(expected.GetProperty("support"));
        Assert.All(
            support.Except(model.SupportRows.ToArray()).Concat(model.SupportRows.ToArray().Except(support)),
            row => Assert.True(Math.Abs(decisions[row]) < 1e-5, $"row {row} is not at the margin"));

        double[] ours = model.Decisions(fixture.Test);
        bool[] inlier = model.IsInlier(fixture.Test);
        int[] predicted = ClassifierFixture.Integers(expected.GetProperty("test_predict"));
        for (int row = 0; row < predicted.Length; row++)
        {
            Assert.Equal(ours[row] >= 0, inlier[row]);
            Assert.True(predicted[row] == (inlier[row] ? 1 : -1) || Math.Abs(ours[row]) < 1e-5);
        }
    }

    private static OneClassSvmOptions Options(JsonElement expected)
    {
        JsonElement gamma = expected.GetProperty("gamma");
        return new OneClassSvmOptions
        {
            Nu = expected.GetProperty("nu").GetDouble(),
            Gamma = gamma.ValueKind == JsonValueKind.Number
                ? SvmGamma.Of(gamma.GetDouble())
                : gamma.GetString() == "auto" ? SvmGamma.Auto : SvmGamma.Scale,
        };
    }

    private static void Close(JsonElement expected, double[] actual)
    {
        double[] numbers = ClassifierFixture.Numbers(expected);
        Assert.Equal(numbers.Length, actual.Length);
        double largest = numbers.Zip(actual, (left, right) => Math.Abs(left - right)).Max();
        Assert.True(largest <= 1e-5, $"largest difference {largest}");
    }
}
