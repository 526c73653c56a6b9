namespace Neuropil.Hdbscan;

/// <summary>One cluster as DBCV sees it: Moulavi et al. 2014, definitions 1 to 6.</summary>
internal sealed class ValidityCluster
{
    private const int PointsPerBlock = 64;
    private readonly int[] points;
    private readonly double[] cores;
    private readonly List<int> inner = [];

    /// <param name="label">Its label.</param>
    /// <param name="points">Its points, ascending in canonical order: what ties is then decided by coordinates.</param>
    /// <param name="distance">Between two points.</param>
    /// <param name="columnCount">d.</param>
    /// <param name="execution">Threads, cancellation.</param>
    public ValidityCluster(int label, int[] points, Func<int, int, double> distance, int columnCount, Execution execution)
    {
        Label = label;
        this.points = points;
        cores = new double[points.Length];
        Blocks.For(points.Length, PointsPerBlock, execution, (start, end) =>
        {
            for (int point = start; point < end; point++)
            {
                cores[point] = AllPointsCoreDistance(point, distance, columnCount);
            }
        });
        Sparseness = SpanInner(distance, execution.Cancellation);
    }

    public int Label { get; }

    /// <summary>The longest edge of the spanning tree between inner points; of all edges, where there is none between inner points.</summary>
    public double Sparseness { get; private set; }

    /// <summary>The least mutual reachability between inner points of two clusters.</summary>
    public double SeparationFrom(ValidityCluster other, Func<int, int, double> distance, Execution execution)
    {
        double[] least = new double[Blocks.Count(inner.Count, PointsPerBlock)];
        Blocks.For(inner.Count, PointsPerBlock, execution, (start, end) =>
        {
            double nearest = double.PositiveInfinity;
            for (int index = start; index < end; index++)
            {
                int point = inner[index];
                foreach (int outside in other.inner)
                {
                    double core = Math.Max(cores[point], other.cores[outside]);
                    nearest = core < nearest ? Math.Min(nearest, Math.Max(core, distance(points[point], other.points[outside]))) : nearest;
                }
            }

            least[start / PointsPerBlock] = nearest;
        });
        return least.Min();
    }

    /// <summary>(mean over the others of 1 / distanceᵈ) to the power −1/d; points that coincide are left out of the sum, not of the mean.</summary>
    private double AllPointsCoreDistance(int point, Func<int, int, double> distance, int columnCount)
    {
        double nearest = double.PositiveInfinity;
        double[] others = new double[points.Length];
        for (int other = 0; other < points.Length; other++)
        {
            others[other] = distance(points[point], points[other]);
            nearest = others[other] > 0 ? Math.Min(nearest, others[other]) : nearest;
        }

        if (!double.IsFinite(nearest))
        {
            return 0;
        }

        double sum = 0;
        foreach (double other in others)
        {
            sum += other > 0 ? WholePower(nearest / other, columnCount) : 0;
        }

        return nearest * DeterministicMath.Pow(sum / (points.Length - 1), -1.0 / columnCount);
    }

    private static double WholePower(double value, int exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 1 ? power * value : power;
            value *= value;
        }

        return power;
    }

    /// <summary>Prim's algorithm with edges in the order (weight, lower point, higher point); finds the inner points, those of two edges or more.</summary>
    private double SpanInner(Func<int, int, double> distance, CancellationToken cancellation)
    {
        int count = points.Length;
        double[] reach = new double[count];
        int[] nearest = new int[count];
        int[] outside = [.. Enumerable.Range(1, count - 1)];
        int[] degrees = new int[count];
        (int One, int Other, double Weight)[] edges = new (int, int, double)[count - 1];
        reach.AsSpan().Fill(double.PositiveInfinity);
        int newest = 0;
        for (int left = count - 1; left > 0; left--)
        {
            cancellation.ThrowIfCancellationRequested();
            int best = 0;
            for (int place = 0; place < left; place++)
            {
                int point = outside[place];
                double weight = Math.Max(Math.Max(cores[newest], cores[point]), distance(points[newest], points[point]));
                if (weight < reach[point] || (weight == reach[point] && newest < nearest[point]))
                {
                    (reach[point], nearest[point]) = (weight, newest);
                }

                best = Key(point).CompareTo(Key(outside[best])) < 0 ? place : best;
            }

            newest = outside[best];
            outside[best] = outside[left - 1];
            edges[left - 1] = (nearest[newest], newest, reach[newest]);
            degrees[newest]++;
            degrees[nearest[newest]]++;
        }

        inner.AddRange(Enumerable.Range(0, count).Where(point => degrees[point] > 1));
        if (inner.Count == 0)
        {
            inner.AddRange([0, 1]);
        }

        double[] between = [.. edges.Where(edge => degrees[edge.One] > 1 && degrees[edge.Other] > 1).Select(edge => edge.Weight)];
        return between.Length > 0 ? between.Max() : edges.Max(edge => edge.Weight);

        (double, int, int) Key(int point) => (reach[point], Math.Min(point, nearest[point]), Math.Max(point, nearest[point]));
    }
}
