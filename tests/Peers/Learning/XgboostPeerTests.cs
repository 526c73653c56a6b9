using System.Text.Json;
using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tests;

namespace Neuropil.Peers.Learning;

/// <summary>Models go to the real XGBoost and come from it, and say the same there and here.</summary>
public sealed class XgboostPeerTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string, string, bool> Cases()
    {
        TheoryData<string, string, bool> data = [];
        foreach (string objective in new[] { "binary:logistic", "multi:softprob", "multi:softmax" })
        {
            foreach (string method in new[] { "exact", "hist" })
            {
                data.Add(objective, method, false);
                data.Add(objective, method, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_model_trained_here_predicts_the_same_there(string objective, string method, bool missing)
    {
        Sample sample = Sample.Of(objective, missing);
        GradientBoostingModel model = GradientBoosting.Fit(sample.Points, sample.Labels, Options(objective, method, missing) with { RoundCount = 12, MaxDepth = 5 });
        foreach (Action<Stream> save in new Action<Stream>[] { model.SaveXgboostJson, model.SaveXgboostUbjson })
        {
            JsonNode answer = sample.LoadThere(Bytes(save));
            RequireSame(model, sample.Test, answer);
            RequireSame(Load(answer["json"]!), sample.Test, answer);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_there_and_here_grows_the_same_trees_and_files_from_there_are_read(string objective, string method, bool missing)
    {
        Sample sample = Sample.Of(objective, missing);
        JsonNode answer = sample.Train(
            new JsonObject
            {
                ["objective"] = objective,
                ["tree_method"] = method,
                ["max_depth"] = 4,
                ["eta"] = 0.2,
                ["gamma"] = 0.4,
                ["lambda"] = 1.5,
                ["alpha"] = 0.1,
                ["min_child_weight"] = 0.5,
            },
            15);
        GradientBoostingModel model = GradientBoosting.Fit(
            sample.Points,
            sample.Labels,
            Options(objective, method, missing) with
            {
                RoundCount = 15, MaxDepth = 4, LearningRate = 0.2, Gamma = 0.4, Lambda = 1.5, Alpha = 0.1, MinChildWeight = 0.5,
            });
        foreach (string form in new[] { "json", "ubj", "handle" })
        {
            GradientBoostingModel loaded = Load(answer[form]!);
            RequireSame(loaded, sample.Test, answer);
            RequireSameTrees(loaded, model);
        }

        RequireSame(model, sample.Test, answer);
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("hist")]
    public void Weighted_rows_grow_the_same_trees_here_and_there(string method)
    {
        Sample sample = Sample.Of("multi:softprob", missing: true);
        double[] weights = [.. Enumerable.Range(0, sample.Labels.Length).Select(row => 0.25 * (1 + (row * 7 % 9)))];
        JsonNode answer = sample.Train(
            new JsonObject { ["objective"] = "multi:softprob", ["tree_method"] = method, ["max_depth"] = 4 }, 10, weights);
        GradientBoostingModel model = GradientBoosting.Fit(
            sample.Points, sample.Labels, weights, null, Options("multi:softprob", method, true) with { RoundCount = 10, MaxDepth = 4 });
        RequireSameTrees(Load(answer["json"]!), model);
        RequireSame(model, sample.Test, answer);
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("hist")]
    public void Weight_on_the_positive_class_grows_the_same_trees_here_and_there(string method)
    {
        Sample sample = Sample.Of("binary:logistic", missing: true);
        double[] weights = [.. Enumerable.Range(0, sample.Labels.Length).Select(row => 0.25 * (1 + (row * 7 % 9)))];
        foreach (double[]? own in new[] { null, weights })
        {
            JsonNode answer = sample.Train(
                new JsonObject { ["objective"] = "binary:logistic", ["tree_method"] = method, ["max_depth"] = 4, ["scale_pos_weight"] = 3.7 }, 10, own);
            GradientBoostingModel model = GradientBoosting.Fit(
                sample.Points,
                sample.Labels,
                own,
                null,
                Options("binary:logistic", method, true) with { RoundCount = 10, MaxDepth = 4, PositiveWeight = 3.7 });
            RequireSameTrees(Load(answer["json"]!), model);
            RequireSame(model, sample.Test, answer);
        }
    }

    [Theory]
    [InlineData("binary:logistic")]
    [InlineData("multi:softprob")]
    public void Early_stopping_ends_in_the_same_round_here_and_there(string objective)
    {
        Sample sample = Sample.Of(objective, missing: false);
        JsonNode answer = sample.Train(
            new JsonObject { ["objective"] = objective, ["tree_method"] = "exact", ["max_depth"] = 6, ["eta"] = 0.5 }, 60, patience: 4);
        GradientBoostingModel model = GradientBoosting.Fit(
            sample.Points,
            sample.Labels,
            default,
            new EvaluationSet(sample.Test, sample.TestLabels),
            Options(objective, "exact", false) with { RoundCount = 60, MaxDepth = 6, LearningRate = 0.5, EarlyStoppingRounds = 4 });
        int best = answer["best"]!.GetValue<int>();
        Assert.Equal(best + 1, model.TreeCount / model.OutputCount);
        double[] losses = answer["losses"].Deserialize<double[]>()!;
        Assert.Equal(losses.Length, model.EvaluationLosses.Count);
        for (int round = 0; round < losses.Length; round++)
        {
            Assert.Equal(losses[round], model.EvaluationLosses[round], Tolerance);
        }
    }

    private static GradientBoostingOptions Options(string objective, string method, bool missing) => new()
    {
        Objective = objective switch
        {
            "binary:logistic" => BoostingObjective.BinaryLogistic,
            "multi:softmax" => BoostingObjective.MulticlassLabels,
            _ => BoostingObjective.MulticlassProbabilities,
        },
        TreeMethod = method == "exact" ? TreeMethod.Exact : TreeMethod.Histogram,
        MissingValues = missing ? MissingValues.Learnt : MissingValues.Refused,
    };

    private static GradientBoostingModel Load(JsonNode base64)
        => GradientBoostingModel.LoadXgboost(new MemoryStream(Convert.FromBase64String(base64.GetValue<string>())));

    private static byte[] Bytes(Action<Stream> save)
    {
        using MemoryStream stream = new();
        save(stream);
        return stream.ToArray();
    }

    private static void RequireSame(GradientBoostingModel model, Matrix test, JsonNode answer)
    {
        Near(answer["margin"]!, model.Margins(test));
        Near(answer["contributions"]!, model.Contributions(test));
        if (model.Objective == BoostingObjective.MulticlassLabels)
        {
            double[] predicted = [.. answer["predicted"].Deserialize<double[][]>()!.Select(row => row[0])];
            Assert.Equal(predicted, model.Predict(test).Select(label => (double)label));
        }
        else
        {
            Matrix probabilities = model.PredictProbabilities(test);
            Near(answer["predicted"]!, model.OutputCount == 1 ? new Matrix(test.RowCount, 1, probabilities.Column(1)) : probabilities);
        }

        (string Name, ImportanceKind Kind)[] kinds =
        [
            ("weight", ImportanceKind.Weight), ("gain", ImportanceKind.Gain), ("cover", ImportanceKind.Cover),
            ("total_gain", ImportanceKind.TotalGain), ("total_cover", ImportanceKind.TotalCover),
        ];
        foreach ((string name, ImportanceKind kind) in kinds)
        {
            double[] ours = model.Importance(kind);
            for (int feature = 0; feature < ours.Length; feature++)
            {
                double theirs = answer["importance"]![name]![$"f{feature}"]?.GetValue<double>() ?? 0;
                Assert.Equal(theirs, ours[feature], Tolerance * Math.Max(1, Math.Abs(theirs)));
            }
        }
    }

    private static void Near(JsonNode expected, Matrix found)
    {
        double[][] rows = expected.Deserialize<double[][]>()!;
        Assert.Equal(rows.Length, found.RowCount);
        Assert.Equal(rows[0].Length, found.ColumnCount);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < rows[row].Length; column++)
            {
                Assert.Equal(rows[row][column], found[row, column], Tolerance);
            }
        }
    }

    private static void RequireSameTrees(GradientBoostingModel theirs, GradientBoostingModel ours)
    {
        Assert.Equal(theirs.TreeCount, ours.TreeCount);
        for (int tree = 0; tree < ours.TreeCount; tree++)
        {
            string expected = Text(theirs.Trees[tree], 0);
            string found = Text(ours.Trees[tree], 0);
            Assert.True(expected == found, $"Tree {tree} there:\n{expected}\nhere:\n{found}");
        }

        static string Text(RegressionTree tree, int node) => tree.Feature[node] < 0
            ? "leaf"
            : $"({tree.Feature[node]}<{tree.Value[node]:R}{(tree.DefaultLeft[node] ? "L" : "R")} {Text(tree, tree.Left[node])} {Text(tree, tree.Right[node])})";
    }

    /// <summary>Noisy classes in four dimensions, one of them coarse so that values tie.</summary>
    private sealed record Sample(Matrix Points, int[] Labels, Matrix Test, int[] TestLabels)
    {
        public static Sample Of(string objective, bool missing)
        {
            int classCount = objective == "binary:logistic" ? 2 : 4;
            (Matrix points, int[] labels) = Draw(1, 400, classCount, missing);
            (Matrix test, int[] testLabels) = Draw(2, 60, classCount, missing);
            return new Sample(points, labels, test, testLabels);
        }

        public JsonNode Train(JsonObject parameters, int rounds, double[]? weights = null, int? patience = null)
        {
            if (!parameters["objective"]!.GetValue<string>().StartsWith("binary", StringComparison.Ordinal))
            {
                parameters["num_class"] = 4;
            }

            JsonObject task = Task("train");
            task["labels"] = JsonSerializer.SerializeToNode(Labels);
            task["parameters"] = parameters;
            task["rounds"] = rounds;
            if (weights is not null)
            {
                task["weights"] = JsonSerializer.SerializeToNode(weights);
            }

            if (patience is not null)
            {
                task["patience"] = patience;
                task["evaluation"] = new JsonObject { ["points"] = Rows(Test), ["labels"] = JsonSerializer.SerializeToNode(TestLabels) };
            }

            return Peer.Python("xgboost_models.py", task);
        }

        public JsonNode LoadThere(byte[] model)
        {
            JsonObject task = Task("load");
            task["model"] = Convert.ToBase64String(model);
            return Peer.Python("xgboost_models.py", task);
        }

        private JsonObject Task(string name) => new() { ["task"] = name, ["points"] = Rows(Points), ["test"] = Rows(Test) };

        private static JsonArray Rows(Matrix points) => [.. Enumerable.Range(0, points.RowCount).Select(row => (JsonNode)new JsonArray(
            [.. points.Row(row).ToArray().Select(value => double.IsNaN(value) ? null : (JsonNode)JsonValue.Create(value))]))];

        private static (Matrix Points, int[] Labels) Draw(ulong part, int count, int classCount, bool missing)
        {
            double[] values = new double[count * 4];
            int[] labels = new int[count];
            for (int row = 0; row < count; row++)
            {
                KeyedRandom random = KeyedRandom.At(7, part, (ulong)row);
                Span<double> point = values.AsSpan(row * 4, 4);
                for (int column = 0; column < 4; column++)
                {
                    point[column] = (float)random.NextGaussian();
                }

                point[2] = Math.Round(point[2] * 3);
                double score = point[0] + (0.5 * point[1] * point[1]) + (0.3 * point[2]) + (0.4 * random.NextGaussian());
                labels[row] = Math.Clamp((int)Math.Floor(score + (classCount / 2.0)), 0, classCount - 1);
                for (int column = 0; missing && column < 3; column++)
                {
                    point[column] = random.NextDouble() < 0.1 ? double.NaN : point[column];
                }
            }

            return (new Matrix(count, 4, values), labels);
        }
    }
}
