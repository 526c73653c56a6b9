using System.Reflection;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>The assemblies whose code decides a stage's result.</summary>
internal static class StageCode
{
    private static readonly Assembly Numerics = typeof(Numerics.Matrix).Assembly;
    private static readonly Assembly Learning = typeof(Learning.IClassifier).Assembly;
    private static readonly Assembly Umap = typeof(Umap.UmapModel).Assembly;
    private static readonly Assembly Hdbscan = typeof(Hdbscan.HdbscanModel).Assembly;
    private static readonly Assembly Tabular = typeof(Neuropil.Tables.Table).Assembly;
    private static readonly Assembly Synapses = typeof(Synapse).Assembly;
    private static readonly Assembly Study = typeof(StageCode).Assembly;

    public static IReadOnlyList<Assembly> Tables { get; } = [Study, Synapses, Tabular, Learning, Numerics];

    public static IReadOnlyList<Assembly> Features { get; } = Tables;

    public static IReadOnlyList<Assembly> Embedding { get; } = [.. Tables, Umap];

    public static IReadOnlyList<Assembly> Clustering { get; } = [.. Tables, Hdbscan];

    public static IReadOnlyList<Assembly> Training { get; } = Tables;

    public static IReadOnlyList<Assembly> Prediction { get; } = [.. Tables, Umap];

    public static IReadOnlyList<Assembly> Everything { get; } = [.. Tables, Hdbscan, Umap];
}
