namespace Neuropil.Learning.Tests;

internal static class FixtureAccuracy
{
    /// <summary>The share of the fixture's test rows whose label was predicted.</summary>
    public static double Accuracy(this ClassifierFixture fixture, int[] predicted)
        => predicted.Zip(fixture.TestLabels).Count(pair => pair.First == pair.Second) / (double)predicted.Length;
}
