using Neuropil.Numerics;

namespace Neuropil.Benchmarks.Learning;

using Neuropil.Learning;

/// <summary>Nearest-neighbour classification against scikit-learn's KNeighborsClassifier (2 threads).</summary>
public sealed class NeighborClassifierBenchmarks : IBenchmarks
{
    public string Room => "learning";

    public IEnumerable<Benchmark> Benchmarks(bool quick)
    {
        int rows = quick ? 20_000 : 100_000;
        Matrix points = Clusters.Points(rows);
        Matrix queries = Clusters.Points(rows, purpose: 7);
        int[] labels = Clusters.Labels(rows);
        yield return new Benchmark($"KNN predict {rows:N0} into {rows:N0} × 2, k 5")
        {
            Prepare = () =>
            {
                KNearestNeighborsModel model = KNearestNeighbors.Fit(points, labels);
                return () => model.Predict(queries);
            },
            Peers =
            [
                new PeerCall("Learning/scikit_learn.py", "predict_knn")
                {
                    Name = "scikit-learn, 2 threads",
                    Data = { ["points"] = points, ["queries"] = queries, ["labels"] = new Matrix(rows, 1, [.. labels.Select(label => (double)label)]) },
                    Reach = 3,
                },
            ],
        };
        Matrix few = Clusters.Points(600);
        int[] fewLabels = Clusters.Labels(600);
        yield return new Benchmark("KNN grid search 600 × 2: k 1–29 odd, 2 metrics, 5 folds")
        {
            Prepare = () =>
            {
                KNearestNeighborsGrid grid = new() { NeighborCounts = [.. Enumerable.Range(0, 15).Select(index => 1 + (2 * index))] };
                return () => GridSearch.OverNeighbors(few, fewLabels, grid, StratifiedFolds.InOrder(fewLabels, 5).Folds);
            },
            Peers =
            [
                new PeerCall("Learning/scikit_learn.py", "grid_search")
                {
                    Name = "scikit-learn",
                    Data = { ["points"] = few, ["labels"] = new Matrix(600, 1, [.. fewLabels.Select(label => (double)label)]) },
                },
            ],
        };
    }
}
