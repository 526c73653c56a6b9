namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;

public sealed class TextLabelTests
{
    private static readonly ClassifierFixture Data = ClassifierFixture.Load("emb_cr");
    private static readonly string[] Labels = [.. Data.TrainingLabels.Select(label => label < 0 ? "noise" : $"type {(char)('a' + label)}")];

    [Fact]
    public void Texts_become_codes_in_the_order_of_their_characters()
    {
        TextLabels labels = TextLabels.Of(["b", "a", "B", "b", "é", "10", "9"]);
        Assert.Equal(["10", "9", "B", "a", "b", "é"], labels.Names);
        Assert.Equal([4, 3, 2, 4, 5, 0, 1], labels.Codes.ToArray());
        Assert.Equal([3, 1], labels.Encode(["a", "9"]));
    }

    [Fact]
    public void A_label_that_training_has_not_seen_is_named()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TextLabels.Of(["a", "b"]).Encode(["a", "c\u001b"]));
        Assert.StartsWith("labels, row 1 (counted from 0) is 'c\\u001B'; expected one of a, b.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TextLabels.Of(["a", null!]));
    }

    [Fact]
    public void Learners_on_texts_say_what_they_say_on_the_codes()
    {
        TextLabels coded = TextLabels.Of(Labels);
        GradientBoostingOptions boosting = new() { RoundCount = 5 };
        RandomForestOptions forest = new() { TreeCount = 10 };
        foreach ((IClassifier texts, IClassifier codes) in new (IClassifier, IClassifier)[]
        {
            (KNearestNeighbors.Fit(Data.Training, Labels), KNearestNeighbors.Fit(Data.Training, coded.Codes)),
            (RandomForest.Fit(Data.Training, Labels, forest), RandomForest.Fit(Data.Training, coded.Codes, forest)),
            (GradientBoosting.Fit(Data.Training, Labels, boosting), GradientBoosting.Fit(Data.Training, coded.Codes, boosting)),
        })
        {
            Assert.Equal(coded.Names, texts.ClassNames);
            Assert.Equal(codes.PredictProbabilities(Data.Test).Values.ToArray(), texts.PredictProbabilities(Data.Test).Values.ToArray());
        }
    }
}
