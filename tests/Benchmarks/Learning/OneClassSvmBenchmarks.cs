using Neuropil.Numerics;

namespace Neuropil.Benchmarks.Learning;

using Neuropil.Learning;

/// <summary>The one-class SVM against scikit-learn's (LIBSVM, one thread: it has no other).</summary>
public sealed class OneClassSvmBenchmarks : IBenchmarks
{
    private const string Script = "Learning/scikit_learn.py";

    public string Room => "learning";

    public IEnumerable<Benchmark> Benchmarks(bool quick)
    {
        foreach (int rows in (int[])[600, 20_000])
        {
            Matrix points = Clusters.Points(rows);
            OneClassSvmOptions options = new() { Nu = 0.05 };
            yield return new Benchmark($"one-class SVM fit {rows:N0} × 2, nu .05")
            {
                Prepare = () => () => OneClassSvm.Fit(points, options),
                Runs = rows < 1000 ? 21 : 5,
                Peers =
                [
                    new PeerCall(Script, "fit_svm")
                    {
                        Name = "scikit-learn, tol 1e-3 (ours 1e-6)",
                        Data = { ["points"] = points },
                        Parameters = { ["nu"] = "0.05", ["tolerance"] = "1e-3" },
                        Reach = 2,
                        Runs = rows < 1000 ? 21 : 3,
                    },
                    new PeerCall(Script, "fit_svm")
                    {
                        Name = "scikit-learn, tol 1e-6",
                        Data = { ["points"] = points },
                        Parameters = { ["nu"] = "0.05", ["tolerance"] = "1e-6" },
                        Runs = rows < 1000 ? 21 : 3,
                    },
                ],
            };
            yield return new Benchmark($"one-class SVM decisions {rows:N0} × 2")
            {
                Prepare = () =>
                {
                    OneClassSvmModel model = OneClassSvm.Fit(points, options);
                    return () => model.Decisions(points);
                },
                Runs = rows < 1000 ? 21 : 5,
                Peers =
                [
                    new PeerCall(Script, "decide_svm") { Name = "scikit-learn", Data = { ["points"] = points }, Parameters = { ["nu"] = "0.05" } },
                ],
            };
        }
    }
}
