namespace Neuropil.Learning.Tests;

/// <summary>The forest's accuracy against scikit-learn's over ten seeds.</summary>
public sealed class RandomForestFixtureTests
{
    [Theory]
    [InlineData("emb_as")]
    [InlineData("emb_cr")]
    [InlineData("emb_pv")]
    public void Accuracy_lies_within_the_seed_range_of_scikit_learn(string name)
    {
        ClassifierFixture fixture = ClassifierFixture.Load(name);
        double[] theirs = ClassifierFixture.Numbers(fixture.Root.GetProperty("random_forest_accuracy_10_seeds"));
        double twoRows = 2.0 / fixture.TestLabels.Length;
        for (long seed = 0; seed < 10; seed++)
        {
            RandomForestModel model = RandomForest.Fit(fixture.Training, fixture.TrainingLabels, new RandomForestOptions { Seed = seed });
            Assert.InRange(fixture.Accuracy(model.Predict(fixture.Test)), theirs.Min() - twoRows - 1e-9, theirs.Max() + twoRows + 1e-9);
        }
    }
}
