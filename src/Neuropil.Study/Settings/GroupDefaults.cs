using Neuropil.Learning;

namespace Neuropil.Study;

/// <summary>The study's own parameters of a group.</summary>
internal sealed record GroupDefaults(
    string Name,
    int MinClusterSize,
    int MinSamples,
    double KnnNu,
    int KnnMaxNeighborCount,
    int KnnFoldCount,
    double RfNu,
    int RfTreeCount,
    int RfMaxDepth,
    double XgbNu,
    int XgbTreeCount,
    int XgbMaxDepth,
    LearnerKind Model)
{
    /// <summary>In the order of the study.</summary>
    public static IReadOnlyList<GroupDefaults> All { get; } =
    [
        new("as", 40, 8, 0.03, 29, 5, 0.05, 100, 10, 0.05, 100, 10, LearnerKind.Xgb),
        new("ss", 11, 3, 0.02, 9, 3, 0.05, 200, 6, 0.05, 200, 6, LearnerKind.Xgb),
        new("cb", 15, 4, 0.01, 13, 5, 0.05, 200, 8, 0.05, 100, 4, LearnerKind.Xgb),
        new("cr", 11, 2, 0.005, 13, 5, 0.01, 50, 5, 0.01, 50, 5, LearnerKind.Rf),
        new("pv", 30, 7, 0.02, 23, 5, 0.1, 100, 8, 0.1, 100, 8, LearnerKind.Xgb),
    ];
}
