namespace Neuropil.Hdbscan.Tests;

/// <summary>DBCV from its definition (Moulavi et al. 2014), slow and plain: all pairs sorted by (weight, lower row, higher row), joined where they are not yet.</summary>
internal static class LowerRowsFirst
{
    public static double? DensityBasedValidity(double[][] points, int[] labels)
    {
        Cluster[] clusters = [.. labels.Where(label => label >= 0).Distinct().Order().Select(label => Cluster.Of(points, [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == label)]))];
        if (clusters.Length < 2)
        {
            return null;
        }

        double sum = 0;
        foreach (Cluster cluster in clusters)
        {
            double separation = (from other in clusters where other != cluster from one in cluster.Inner from two in other.Inner
                                 select Math.Max(Math.Max(cluster.Core(one), other.Core(two)), Distance(points[one], points[two]))).Min();
            double larger = Math.Max(separation, cluster.Sparseness);
            sum += larger > 0 ? cluster.Rows.Length * ((separation - cluster.Sparseness) / larger) / points.Length : 0;
        }

        return sum;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private sealed class Cluster
    {
        private readonly Dictionary<int, double> cores = [];

        public required int[] Rows { get; init; }

        public int[] Inner { get; private set; } = [];

        public double Sparseness { get; private set; }

        public double Core(int row) => cores[row];

        public static Cluster Of(double[][] points, int[] rows)
        {
            Cluster cluster = new() { Rows = rows };
            foreach (int row in rows)
            {
                double[] others = [.. rows.Where(other => other != row).Select(other => Distance(points[row], points[other]))];
                double mean = others.Where(distance => distance > 0).Sum(distance => Math.Pow(distance, -points[row].Length)) / others.Length;
                cluster.cores[row] = mean > 0 ? Math.Pow(mean, -1.0 / points[row].Length) : 0;
            }

            cluster.Span(points);
            return cluster;
        }

        private void Span(double[][] points)
        {
            var pairs = from one in Rows from other in Rows where one < other
                        select (Weight: Math.Max(Math.Max(cores[one], cores[other]), Distance(points[one], points[other])), One: one, Other: other);
            Dictionary<int, int> group = Rows.ToDictionary(row => row);
            List<(double Weight, int One, int Other)> edges = [];
            foreach ((double Weight, int One, int Other) pair in pairs.Order())
            {
                (int kept, int gone) = (group[pair.One], group[pair.Other]);
                if (kept != gone)
                {
                    edges.Add(pair);
                    foreach (int row in Rows.Where(row => group[row] == gone))
                    {
                        group[row] = kept;
                    }
                }
            }

            ILookup<int, int> degrees = edges.SelectMany(edge => new[] { edge.One, edge.Other }).ToLookup(row => row);
            Inner = [.. Rows.Where(row => degrees[row].Count() > 1)];
            double[] between = [.. edges.Where(edge => Inner.Contains(edge.One) && Inner.Contains(edge.Other)).Select(edge => edge.Weight)];
            Sparseness = (between.Length > 0 ? between : [.. edges.Select(edge => edge.Weight)]).Max();
            Inner = Inner.Length > 0 ? Inner : [Rows[0], Rows[1]];
        }
    }
}
