namespace Neuropil.Benchmarks;

/// <summary>
/// What a room measures. A room adds its own by a class in its folder here (Umap/, Hdbscan/, Learning/; parameterless constructor;
/// found by reflection) and its peer scripts beside it (copied to the output; see Harness/peer.py and Harness/peer.R).
/// <code>
/// public sealed class UmapFit : IBenchmarks
/// {
///     public string Room => "umap";
///     public IEnumerable&lt;Benchmark&gt; Benchmarks(bool quick) =>
///     [
///         new Benchmark("fit 764 × 5")
///         {
///             Prepare = () => { Matrix points = …; return () => Umap.Fit(points); },
///             Peers = [new PeerCall("Umap/umap_learn.py", "fit") { Data = { ["points"] = points }, Parameters = { ["seed"] = "42" }, Reach = 15 }],
///         },
///         new Benchmark("fit 1,000,000 × 5") { Prepare = …, InChild = true, ReachPeakMegabytes = 2000 },
///         Benchmark.Growth("growth 20k to 1M", [20_000, 200_000, 1_000_000], size => () => Umap.Fit(…), reachSlope: 1.2),
///     ];
/// }
/// </code>
/// Run: <c>dotnet run -c Release --project tests/Benchmarks -- umap --quick</c>.
/// </summary>
public interface IBenchmarks
{
    /// <summary>umap, hdbscan, learning, numerics, …: the name on the command line.</summary>
    string Room { get; }

    /// <summary>In the order of the table; with <paramref name="quick"/> only what ends in a minute.</summary>
    IEnumerable<Benchmark> Benchmarks(bool quick);
}
