using System.Globalization;

namespace Neuropil.Learning;

/// <summary>Our model as a file of XGBoost 1.7, which later versions read too.</summary>
internal static class XgboostModelWriter
{
    public static XgboostValue Of(GradientBoostingModel model)
    {
        string classCount = Text(model.OutputCount == 1 ? 0 : model.OutputCount);
        bool oneBaseScore = model.BaseScores.Length == 1 || model.BaseScores.ToArray().Distinct().Count() == 1;
        string baseScore = oneBaseScore
            ? Text(model.BaseScores[0])
            : "[" + string.Join(",", model.BaseScores.ToArray().Select(Text)) + "]";
        return Map(
            ("learner", Map(
                ("attributes", Attributes(model)),
                ("feature_names", new XgboostValue.List([.. model.FeatureNames.Names.Select(name => new XgboostValue.Text(name))])),
                ("feature_types", new XgboostValue.List([])),
                ("gradient_booster", Map(
                    ("model", Map(
                        ("gbtree_model_param", Texts(("num_parallel_tree", "1"), ("num_trees", Text(model.TreeCount)), ("size_leaf_vector", "0"))),
                        ("tree_info", new XgboostValue.List([.. model.TreeOutputs.ToArray().Select(output => new XgboostValue.Number(output))])),
                        ("trees", new XgboostValue.List([.. model.Trees.Select((tree, number) => XgboostTrees.Write(tree, number, model.FeatureCount))])))),
                    ("name", new XgboostValue.Text("gbtree")))),
                ("learner_model_param", Texts(
                    ("base_score", baseScore),
                    ("boost_from_average", "1"),
                    ("num_class", classCount),
                    ("num_feature", Text(model.FeatureCount)),
                    ("num_target", "1"))),
                ("objective", Objective(model.Objective, classCount)))),
            ("version", new XgboostValue.List([.. (oneBaseScore ? new[] { 1, 7, 4 } : [3, 1, 0]).Select(part => new XgboostValue.Number(part))])));
    }

    /// <summary>Names of classes as a URL has them, for XGBoost 1.7 loses the escapes of a text when it saves a model again.</summary>
    private static XgboostValue.Map Attributes(GradientBoostingModel model)
    {
        string classes = $"[{string.Join(",", model.Classes.ToArray().Select(Text))}]";
        return model.Names.Classes is null
            ? Texts((XgboostModelReader.ClassesAttribute, classes))
            : Texts((XgboostModelReader.ClassesAttribute, classes), (XgboostModelReader.ClassNamesAttribute, string.Join(",", model.Names.Classes.Select(Uri.EscapeDataString))));
    }

    private static XgboostValue Objective(BoostingObjective objective, string classCount) => objective == BoostingObjective.BinaryLogistic
        ? Map(("name", new XgboostValue.Text("binary:logistic")), ("reg_loss_param", Texts(("scale_pos_weight", "1"))))
        : Map(
            ("name", new XgboostValue.Text(objective == BoostingObjective.MulticlassLabels ? "multi:softmax" : "multi:softprob")),
            ("softmax_multiclass_param", Texts(("num_class", classCount))));

    private static XgboostValue.Map Map(params (string Field, XgboostValue Value)[] fields)
        => new(fields.ToDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal));

    private static XgboostValue.Map Texts(params (string Field, string Value)[] fields)
        => new(fields.ToDictionary(field => field.Field, field => (XgboostValue)new XgboostValue.Text(field.Value), StringComparer.Ordinal));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
