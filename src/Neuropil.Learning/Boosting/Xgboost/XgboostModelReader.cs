using System.Globalization;
using System.Text.Json;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>A model file of XGBoost, 1.0 to 3.x, JSON or UBJSON, to our model.</summary>
internal static class XgboostModelReader
{
    internal const string ClassesAttribute = "neuropil_classes";
    internal const string ClassNamesAttribute = "neuropil_class_names";

    public static GradientBoostingModel Read(ReadOnlySpan<byte> bytes, string name, int[]? classes, bool throughBestRound)
    {
        XgboostFields root = XgboostFields.Root(Parse(bytes, name), name);
        if (!root.Has("learner") && root.Has("Model"))
        {
            root = root.Nested("Model");
        }

        XgboostFields learner = root.Nested("learner");
        XgboostFields parameters = learner.Nested("learner_model_param");
        BoostingObjective objective = ObjectiveOf(learner.Nested("objective"));
        int classCount = objective == BoostingObjective.BinaryLogistic ? 2 : parameters.Integer("num_class", 2, 1_000_000);
        int featureCount = parameters.Integer("num_feature", 1, ImportLimits.Features);
        if (parameters.Has("num_target") && parameters.Integer("num_target", 0, int.MaxValue) > 1)
        {
            throw parameters.Bad("num_target", "is more than 1; models with several targets are not known to this program");
        }

        int outputCount = GradientBoostingModel.OutputsOf(objective, classCount);
        float[] baseScores = BaseScores(parameters, objective, outputCount);
        (RegressionTree[] trees, int[] outputs) = Trees(learner.Nested("gradient_booster"), featureCount, outputCount);
        if (classCount > Math.Max(trees.Length, ImportLimits.ClassesWithoutTrees))
        {
            throw parameters.Bad("num_class", string.Create(CultureInfo.InvariantCulture, $"is {classCount}, and there are {trees.Length} trees; expected no more classes than trees"));
        }

        if (throughBestRound && BestRound(learner) is int best)
        {
            (trees, outputs) = Through(best, trees, outputs, outputCount, TreesPerOutput(learner));
        }

        return new GradientBoostingModel(
            ClassesOf(learner, classes, classCount),
            featureCount,
            objective,
            baseScores,
            trees,
            outputs,
            MissingValues.Learnt,
            NamesOf(learner, featureCount, classes is null ? classCount : null));
    }

    private static XgboostValue Parse(ReadOnlySpan<byte> bytes, string name)
    {
        int first = 0;
        while (first < bytes.Length && bytes[first] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            first++;
        }

        if (first >= bytes.Length || bytes[first] != (byte)'{')
        {
            bool old = bytes.StartsWith("binf"u8) || bytes.StartsWith("CONFIG"u8);
            throw new ModelFormatException(
                old
                    ? $"{name}: XGBoost's old binary format. Load it in XGBoost and save it as .json or .ubj."
                    : $"{name}: not a model of XGBoost in JSON or UBJSON. Save the model as .json or .ubj.");
        }

        int second = first + 1;
        while (second < bytes.Length && bytes[second] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            second++;
        }

        return second < bytes.Length && bytes[second] is (byte)'"' or (byte)'}'
            ? XgboostJson.Read(bytes, name)
            : UbjsonReader.Read(bytes[first..], name);
    }

    private static BoostingObjective ObjectiveOf(XgboostFields objective) => objective.Text("name") switch
    {
        "binary:logistic" => BoostingObjective.BinaryLogistic,
        "multi:softprob" => BoostingObjective.MulticlassProbabilities,
        "multi:softmax" => BoostingObjective.MulticlassLabels,
        string other => throw objective.Bad("name", $"is '{ForeignText.Shown(other)}'; expected binary:logistic, multi:softprob or multi:softmax"),
    };

    private static float[] BaseScores(XgboostFields parameters, BoostingObjective objective, int outputCount)
    {
        float[] scores = parameters.NumberOrNumbers("base_score");
        return (scores.Length == 1 || scores.Length == outputCount) && scores.All(score => GradientBoostingModel.IsBaseScore(objective, score))
            ? scores
            : throw parameters.Bad("base_score", $"holds the wrong number of base scores, or one out of range; expected 1 or {outputCount}");
    }

    private static (RegressionTree[] Trees, int[] Outputs) Trees(XgboostFields booster, int featureCount, int outputCount)
    {
        string name = booster.Text("name");
        if (name != "gbtree")
        {
            throw booster.Bad("name", $"is '{ForeignText.Shown(name)}'; expected gbtree");
        }

        XgboostFields model = booster.Nested("model");
        IReadOnlyList<XgboostFields> list = model.List("trees");
        int[] outputs = model.Integers("tree_info", list.Count);
        foreach (int output in outputs)
        {
            if (output < 0 || output >= outputCount)
            {
                throw model.Bad("tree_info", string.Create(CultureInfo.InvariantCulture, $"holds {output}; expected 0 to {outputCount - 1}"));
            }
        }

        return ([.. list.Select(fields => XgboostTrees.Read(fields, featureCount))], outputs);
    }

    private static int? BestRound(XgboostFields learner)
        => learner.Has("attributes") && learner.Nested("attributes").Has("best_iteration")
            ? learner.Nested("attributes").Integer("best_iteration", 0, int.MaxValue)
            : null;

    private static int TreesPerOutput(XgboostFields learner)
    {
        XgboostFields model = learner.Nested("gradient_booster").Nested("model");
        return model.Has("gbtree_model_param") && model.Nested("gbtree_model_param").Has("num_parallel_tree")
            ? Math.Max(1, model.Nested("gbtree_model_param").Integer("num_parallel_tree", 0, int.MaxValue))
            : 1;
    }

    private static (RegressionTree[] Trees, int[] Outputs) Through(
        int bestRound, RegressionTree[] trees, int[] outputs, int outputCount, int treesPerOutput)
    {
        long count = Math.Min(trees.Length, ((long)bestRound + 1) * outputCount * treesPerOutput);
        return (trees[..(int)count], outputs[..(int)count]);
    }

    /// <summary>The labels: those asked for, those that Neuropil or scikit-learn's wrapper left in the file, else 0 to K − 1.</summary>
    private static int[] ClassesOf(XgboostFields learner, int[]? classes, int classCount)
    {
        classes ??= learner.Has("attributes") ? WrittenClasses(learner.Nested("attributes")) : null;
        if (classes is null)
        {
            return [.. Enumerable.Range(0, classCount)];
        }

        bool ascending = classes.Zip(classes.Skip(1)).All(pair => pair.First < pair.Second);
        return classes.Length == classCount && ascending
            ? classes
            : throw new ModelFormatException(
                $"The classes {ForeignText.Shown(string.Join(", ", classes))} do not fit the model: expected {classCount} labels, ascending.");
    }

    /// <summary>The columns' names, and those that Neuropil gave the classes; labels from elsewhere have names from elsewhere.</summary>
    private static ModelNames NamesOf(XgboostFields learner, int featureCount, int? classCount)
    {
        ModelNames names = ModelNames.None;
        if (!learner.IsEmptyOrMissing("feature_names"))
        {
            try
            {
                names = names.WithFeatures(FeatureNames.Of(learner.Texts("feature_names")), featureCount);
            }
            catch (ArgumentException exception)
            {
                throw learner.Bad("feature_names", "cannot be the model's: " + exception.Message.TrimEnd('.'));
            }
        }

        if (classCount is not int count || !learner.Has("attributes") || !learner.Nested("attributes").Has(ClassNamesAttribute))
        {
            return names;
        }

        string[] classNames = [.. learner.Nested("attributes").Text(ClassNamesAttribute).Split(',').Select(Uri.UnescapeDataString)];
        return ModelNames.Problem(classNames, count) is null
            ? names.WithClasses(classNames, count)
            : throw learner.Bad(ClassNamesAttribute, "are not the names of the model's classes");
    }

    private static int[]? WrittenClasses(XgboostFields attributes)
    {
        if (!attributes.Has(ClassesAttribute))
        {
            return null;
        }

        try
        {
            using JsonDocument list = JsonDocument.Parse(attributes.Text(ClassesAttribute));
            return [.. list.RootElement.EnumerateArray().Select(item => item.GetInt32())];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelFormatException(attributes.Bad(ClassesAttribute, "is not a list of integers").Message, exception);
        }
    }
}
