using System.Text.Json;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;

public sealed class MetricsFixtureTests
{
    public static TheoryData<string> Names => ClassifierFixture.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_equal_the_reference(string name)
    {
        JsonElement metrics = ClassifierFixture.Load(name).Root.GetProperty("metrics");
        int[] expected = ClassifierFixture.Integers(metrics.GetProperty("y_true"));
        int[] predicted = ClassifierFixture.Integers(metrics.GetProperty("y_pred"));

        ClassificationReport report = ClassificationReport.Of(expected, predicted);

        Assert.Equal(metrics.GetProperty("accuracy").GetDouble(), report.Accuracy, 1e-12);
        Assert.Equal(metrics.GetProperty("macro_f1").GetDouble(), report.MacroF1, 1e-12);
        Assert.Equal(metrics.GetProperty("micro_f1").GetDouble(), report.MicroF1, 1e-12);
        Assert.Equal(metrics.GetProperty("weighted_f1").GetDouble(), report.WeightedF1, 1e-12);
        Assert.Equal(
            metrics.GetProperty("confusion").EnumerateArray().Select(ClassifierFixture.Integers).ToArray(),
            report.Confusion.Counts);
        JsonElement byClass = metrics.GetProperty("report");
        foreach (ClassScores scores in report.Classes)
        {
            JsonElement own = byClass.GetProperty(scores.Label.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Equal(own, new AverageScores(scores.Precision, scores.Recall, scores.F1));
            Assert.Equal(own.GetProperty("support").GetDouble(), scores.Support);
        }

        Equal(byClass.GetProperty("macro avg"), report.MacroAverage);
        Equal(byClass.GetProperty("weighted avg"), report.WeightedAverage);
    }

    private static void Equal(JsonElement expected, AverageScores actual)
    {
        Assert.Equal(expected.GetProperty("precision").GetDouble(), actual.Precision, 1e-12);
        Assert.Equal(expected.GetProperty("recall").GetDouble(), actual.Recall, 1e-12);
        Assert.Equal(expected.GetProperty("f1-score").GetDouble(), actual.F1, 1e-12);
    }
}
