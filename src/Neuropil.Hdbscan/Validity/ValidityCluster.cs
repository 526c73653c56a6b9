namespace Neuropil.Hdbscan;

/// <summary>One cluster as DBCV sees it: Moulavi et al. 2014, definitions 1 to 6.</summary>
internal sealed class ValidityCluster
{
    private const int PointsPerBlock = 64;
    private readonly int[] rows;
    private readonly double[] cores;
    private readonly List<int> inner = [];

    public ValidityCluster(int label, int[] rows, Func<int, int, double> distance, int columnCount, Execution execution)
    {
        Label = label;
        this.rows = rows;
        cores = new double[rows.Length];
        Blocks.For(rows.Length, PointsPerBlock, execution, (start, end) =>
        {
            for (int point = start; point < end; point++)
            {
                cores[point] = AllPointsCoreDistance(point, distance, columnCount);
            }
        });
        Sparseness = SpanInner(distance);
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
                    nearest = core < nearest ? Math.Min(nearest, Math.Max(core, distance(rows[point], other.rows[outside]))) : nearest;
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
        double[] others = new double[rows.Length];
        for (int other = 0; other < rows.Length; other++)
        {
            others[other] = distance(rows[point], rows[other]);
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

        return nearest * DeterministicMath.Pow(sum / (rows.Length - 1), -1.0 / columnCount);
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

    /// <summary>Prim's algorithm with edges in the order (weight, lower row, higher row); finds the inner points, those of two edges or more.</summary>
    private double SpanInner(Func<int, int, double> distance)
    {
        int count = rows.Length;
        double[] reach = new double[count];
        int[] nearest = new int[count];
        bool[] joined = new bool[count];
        int[] degrees = new int[count];
        List<(int, int, double)> edges = [];
        reach.AsSpan().Fill(double.PositiveInfinity);
        int newest = 0;
        joined[0] = true;
        while (edges.Count < count - 1)
        {
            int best = -1;
            for (int point = 0; point < count; point++)
            {
                if (joined[point])
                {
                    continue;
                }

                double weight = Math.Max(Math.Max(cores[newest], cores[point]), distance(rows[newest], rows[point]));
                if (edges.Count == 0 || weight < reach[point] || (weight == reach[point] && newest < nearest[point]))
                {
                    (reach[point], nearest[point]) = (weight, newest);
                }

                best = best < 0 || Key(point).CompareTo(Key(best)) < 0 ? point : best;
            }

            edges.Add((nearest[best], best, reach[best]));
            degrees[best]++;
            degrees[nearest[best]]++;
            joined[best] = true;
            newest = best;
        }

        for (int point = 0; point < count; point++)
        {
            if (degrees[point] > 1)
            {
                inner.Add(point);
            }
        }

        if (inner.Count == 0)
        {
            inner.AddRange([0, 1]);
        }

        double[] between = [.. edges.Where(edge => degrees[edge.Item1] > 1 && degrees[edge.Item2] > 1).Select(edge => edge.Item3)];
        return between.Length > 0 ? between.Max() : edges.Max(edge => edge.Item3);

        (double, int, int) Key(int point) => (reach[point], Math.Min(point, nearest[point]), Math.Max(point, nearest[point]));
    }
}
