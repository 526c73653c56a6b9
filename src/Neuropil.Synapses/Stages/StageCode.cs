using System.Reflection;

namespace Neuropil.Synapses;

/// <summary>The assemblies whose code decides a stage's result.</summary>
internal static class StageCode
{
    private static readonly Assembly Numerics = typeof(Numerics.Matrix).Assembly;
    private static readonly Assembly Learning = typeof(Learning.IClassifier).Assembly;
    private static readonly Assembly Umap = typeof(Umap.UmapModel).Assembly;
    private static readonly Assembly Hdbscan = typeof(Hdbscan.HdbscanModel).Assembly;
    private static readonly Assembly Synapses = typeof(StageCode).Assembly;

    public static IReadOnlyList<Assembly> Tables { get; } = [Synapses];

    public static IReadOnlyList<Assembly> Features { get; } = [Synapses, Numerics];

    public static IReadOnlyList<Assembly> Embedding { get; } = [Synapses, Umap, Numerics];

    public static IReadOnlyList<Assembly> Clustering { get; } = [Synapses, Hdbscan, Numerics];

    public static IReadOnlyList<Assembly> Training { get; } = [Synapses, Learning, Numerics];

    public static IReadOnlyList<Assembly> Prediction { get; } = [Synapses, Learning, Umap, Numerics];

    public static IReadOnlyList<Assembly> Everything { get; } = [Synapses, Learning, Hdbscan, Umap, Numerics];
}
