using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tests;

namespace Neuropil.Peers.Learning;

/// <summary>One-class SVM, neighbours, folds and scores say what scikit-learn says.</summary>
public sealed class ScikitLearnPeerTests
{
    private static readonly Matrix Points = Cloud(240, 1);
    private static readonly Matrix Queries = Cloud(60, 2);
    private static readonly int[] Labels = [.. Enumerable.Range(0, 240).Select(row => row % 7 == 0 ? -1 : row % 3)];
    private static readonly double[] Weights = [.. Enumerable.Range(0, 240).Select(row => row % 5 / 2.0)];
    private static readonly int[] Expected = [.. Enumerable.Range(0, 97).Select(row => row % 4)];
    private static readonly int[] Predicted = [.. Enumerable.Range(0, 97).Select(row => row % 6 == 0 ? 5 : row % 9 % 4)];
    private static readonly (double Nu, SvmKernel Kernel, string Name, double? Gamma, bool Weighted)[] Machines =
    [
        (0.1, SvmKernel.Rbf, "rbf", null, false),
        (0.1, SvmKernel.Rbf, "rbf", null, true),
        (0.03, SvmKernel.Rbf, "rbf", 0.7, true),
        (0.2, SvmKernel.Linear, "linear", null, false),
        (0.1, SvmKernel.Polynomial, "poly", 0.2, false),
        (0.15, SvmKernel.Polynomial, "poly", 0.2, true),
    ];

    private static readonly (int Count, NeighborWeights Weights, Metric Metric)[] Classifiers =
    [
        (1, NeighborWeights.Uniform, Metric.Euclidean),
        (7, NeighborWeights.Uniform, Metric.Manhattan),
        (10, NeighborWeights.Distance, Metric.Euclidean),
        (23, NeighborWeights.Distance, Metric.Manhattan),
    ];

    private static readonly Lazy<JsonNode> Answer = new(Ask);

    [Fact]
    public void One_class_SVMs_decide_alike_under_kernels_and_weights()
    {
        for (int index = 0; index < Machines.Length; index++)
        {
            (double nu, SvmKernel kernel, _, double? gamma, bool weighted) = Machines[index];
            OneClassSvmOptions options = new()
            {
                Nu = nu,
                Kernel = kernel,
                Gamma = gamma is double value ? SvmGamma.Of(value) : SvmGamma.Scale,
                Degree = 2,
                Offset = 0.5,
                Tolerance = 1e-7,
            };
            OneClassSvmModel model = weighted ? OneClassSvm.Fit(Points, Weights, options) : OneClassSvm.Fit(Points, options);
            JsonNode expected = Answer.Value["svm"]![index]!;
            double[] decisions = Numbers(expected["decisions"]!);

            // Weighted gammas: scikit-learn takes the variance of all points there as well.
            double tolerance = 1e-5 * Math.Max(1, decisions.Max(Math.Abs));
            Close(decisions, model.Decisions(Queries), tolerance);
            Close(Numbers(expected["scores"]!), model.RawScores(Queries), tolerance);
            Assert.Equal(expected["rho"]!.GetValue<double>(), model.Rho, tolerance);
        }
    }

    [Fact]
    public void Neighbours_vote_alike()
    {
        for (int index = 0; index < Classifiers.Length; index++)
        {
            (int count, NeighborWeights weights, Metric metric) = Classifiers[index];
            KNearestNeighborsModel model = KNearestNeighbors.Fit(
                Points, Labels, new KNearestNeighborsOptions { NeighborCount = count, Weights = weights, Metric = metric });
            JsonNode expected = Answer.Value["knn"]![index]!;
            Close([.. expected["probabilities"]!.AsArray().SelectMany(row => Numbers(row!))], model.PredictProbabilities(Queries).Values.ToArray(), 1e-9);
            Assert.Equal(expected["labels"]!.AsArray().Select(label => label!.GetValue<int>()), model.Predict(Queries));
        }
    }

    [Fact]
    public void Folds_without_shuffling_are_the_same()
    {
        int[] counts = [2, 3, 5, 10];
        for (int index = 0; index < counts.Length; index++)
        {
            Assert.Equal(
                Answer.Value["folds"]![index]!.AsArray().Select(fold => fold!.AsArray().Select(row => row!.GetValue<int>()).ToArray()),
                StratifiedFolds.InOrder(Labels, counts[index]).Folds.Select(fold => fold.TestRows));
        }
    }

    [Fact]
    public void Scores_are_the_same()
    {
        JsonNode expected = Answer.Value["scores"]!;
        ClassificationReport report = ClassificationReport.Of(Expected, Predicted);
        Assert.Equal(expected["accuracy"]!.GetValue<double>(), report.Accuracy, 1e-12);
        Assert.Equal(expected["macro_f1"]!.GetValue<double>(), report.MacroF1, 1e-12);
        Assert.Equal(expected["weighted_f1"]!.GetValue<double>(), report.WeightedF1, 1e-12);
        Assert.Equal(expected["balanced_accuracy"]!.GetValue<double>(), report.BalancedAccuracy, 1e-12);
        Assert.Equal(expected["kappa"]!.GetValue<double>(), report.CohensKappa!.Value, 1e-12);
        Assert.Equal(expected["log_loss"]!.GetValue<double>(), LogLoss.Of(Labels, Probabilities(), [-1, 0, 1, 2]), 1e-12);
    }

    private static JsonNode Ask() => Peer.Python("learning_reference.py", new JsonObject
    {
        ["points"] = Rows(Points),
        ["queries"] = Rows(Queries),
        ["labels"] = Array(Labels),
        ["expected"] = Array(Expected),
        ["predicted"] = Array(Predicted),
        ["probabilities"] = Rows(Probabilities()),
        ["folds"] = Array([2, 3, 5, 10]),
        ["svm"] = new JsonArray([.. Machines.Select(own => new JsonObject
        {
            ["nu"] = own.Nu,
            ["kernel"] = own.Name,
            ["gamma"] = own.Gamma is double value ? value : "scale",
            ["weights"] = own.Weighted ? new JsonArray([.. Weights.Select(weight => JsonValue.Create(weight))]) : new JsonArray(),
        })]),
        ["knn"] = new JsonArray([.. Classifiers.Select(own => new JsonObject
        {
            ["k"] = own.Count,
            ["weights"] = own.Weights == NeighborWeights.Uniform ? "uniform" : "distance",
            ["metric"] = own.Metric == Metric.Euclidean ? "euclidean" : "manhattan",
        })]),
    });

    private static Matrix Probabilities()
        => KNearestNeighbors.Fit(Points, Labels, new KNearestNeighborsOptions { NeighborCount = 9 }).PredictProbabilities(Points);

    private static JsonArray Rows(Matrix matrix)
        => new([.. Enumerable.Range(0, matrix.RowCount).Select(row => new JsonArray([.. matrix.Row(row).ToArray().Select(value => JsonValue.Create(value))]))]);

    private static JsonArray Array(int[] values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static Matrix Cloud(int rowCount, ulong purpose)
    {
        double[] values = new double[rowCount * 3];
        for (int index = 0; index < values.Length; index++)
        {
            KeyedRandom random = KeyedRandom.At(5, purpose, (ulong)index);
            values[index] = random.NextGaussian() + (index % 2);
        }

        return new Matrix(rowCount, 3, values);
    }
}
