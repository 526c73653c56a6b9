namespace Neuropil.Learning;

/// <summary>The learners' names in files.</summary>
public static class LearnerKinds
{
    private static readonly string[] Names = ["KNN", "RF", "XGB"];

    /// <summary>All learners, the simplest first.</summary>
    public static IReadOnlyList<LearnerKind> All { get; } = [LearnerKind.Knn, LearnerKind.Rf, LearnerKind.Xgb];

    /// <summary>KNN, RF or XGB.</summary>
    public static string ShortName(this LearnerKind kind) => Names[(int)kind];

    /// <summary>The learner of that name; null where there is none.</summary>
    public static LearnerKind? Named(string name) => Array.IndexOf(Names, name) is int index and >= 0 ? (LearnerKind)index : null;
}
