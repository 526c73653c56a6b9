namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;

/// <summary>An error about an option carries its name apart from the sentence, so that a command can speak of it by its own.</summary>
public sealed class OptionErrorTests
{
    private static readonly Matrix Points = new(4, 2, [0, 1, 1, 0, 2, 2, 3, 1]);
    private static readonly int[] Two = [0, 1, 0, 1];
    private static readonly int[] Three = [0, 1, 2, 1];

    [Fact]
    public void An_option_that_does_not_fit_the_points_is_named()
    {
        Named("NeighborCount", () => KNearestNeighbors.Fit(Points, Two, new KNearestNeighborsOptions { NeighborCount = 5 }));
        Named("NeighborCount", () => new KNearestNeighborsOptions { NeighborCount = 0 });
        Named("FeaturesPerSplit", () => RandomForest.Fit(Points, Two, new RandomForestOptions { FeaturesPerSplit = 3 }));
        Named("Objective", () => GradientBoosting.Fit(Points, Three, new GradientBoostingOptions { Objective = BoostingObjective.BinaryLogistic }), "objective");
        Named("BaseScore", () => GradientBoosting.Fit(Points, Two, new GradientBoostingOptions { BaseScore = 2 }));
        Named("PositiveWeight", () => GradientBoosting.Fit(Points, Three, new GradientBoostingOptions { PositiveWeight = 2 }));
        Named("PositiveWeight", () => new GradientBoostingOptions { PositiveWeight = 0 });
        Named("EarlyStoppingRounds", () => GradientBoosting.Fit(Points, Two, new GradientBoostingOptions { EarlyStoppingRounds = 3 }));
        Named("Nu", () => new OneClassSvmOptions { Nu = 1.5 });
    }

    [Fact]
    public void One_class_only_is_told_without_the_names_of_our_types()
    {
        string message = Assert.Throws<ArgumentException>(() => KNearestNeighbors.Fit(Points, (int[])[7, 7, 7, 7])).Message;
        Assert.Contains("one class only, 7", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Baseline", message, StringComparison.Ordinal);
    }

    private static void Named(string option, Func<object> act, string? inSentence = null)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(act);
        Assert.Equal(option, error.ParamName);
        Assert.Contains(inSentence ?? option, error.Message, StringComparison.Ordinal);
    }
}
