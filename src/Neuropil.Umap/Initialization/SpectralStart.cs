using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// The lowest eigenvectors of the graph's normalised Laplacian as coordinates (Belkin and Niyogi 2003); parts of the graph that do not
/// hang together are laid out apart, around where their points' means lie in the points' principal plane.
/// </summary>
internal static class SpectralStart
{
    /// <summary>n × <paramref name="dimension"/> coordinates of any scale.</summary>
    public static double[] Of(Matrix points, FuzzySimplicialSet graph, int dimension, Execution execution)
    {
        WeightedGraph whole = graph.ToWeightedGraph();
        (int[] parts, int partCount) = whole.ConnectedParts();
        if (partCount == 1)
        {
            return LaplacianEigenvectors.Of(whole, dimension, execution);
        }

        int[][] members = Members(parts, partCount);
        Matrix centres = Centres(points, members, dimension, execution);
        double[] radii = Radii(centres, execution);
        double[] coordinates = new double[points.RowCount * dimension];
        for (int part = 0; part < partCount; part++)
        {
            double[] own = members[part].Length == 1
                ? new double[dimension]
                : LaplacianEigenvectors.Of(whole.Part(members[part]), dimension, execution);
            Place(own, members[part], centres.Row(part), radii[part], coordinates);
        }

        return coordinates;
    }

    private static int[][] Members(int[] parts, int partCount)
    {
        int[] sizes = new int[partCount];
        foreach (int part in parts)
        {
            sizes[part]++;
        }

        int[][] members = [.. sizes.Select(size => new int[size])];
        for (int row = parts.Length - 1; row >= 0; row--)
        {
            members[parts[row]][--sizes[parts[row]]] = row;
        }

        return members;
    }

    private static Matrix Centres(Matrix points, int[][] members, int dimension, Execution execution)
    {
        double[] means = new double[members.Length * points.ColumnCount];
        for (int part = 0; part < members.Length; part++)
        {
            Span<double> mean = means.AsSpan(part * points.ColumnCount, points.ColumnCount);
            foreach (int row in members[part])
            {
                ReadOnlySpan<double> point = points.Row(row);
                for (int column = 0; column < mean.Length; column++)
                {
                    mean[column] += point[column] / members[part].Length;
                }
            }
        }

        Matrix table = new(members.Length, points.ColumnCount, means);
        return new Matrix(members.Length, dimension, PrincipalComponents.Of(table, dimension, execution));
    }

    /// <summary>A third of the way to the nearest other centre, and never nothing.</summary>
    private static double[] Radii(Matrix centres, Execution execution)
    {
        NeighborTable nearest = NearestNeighbors.Of(centres, 2, execution: execution);
        double largest = 0;
        foreach (double value in centres.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double least = largest > 0 ? largest / (4 * centres.RowCount) : 1;
        return [.. Enumerable.Range(0, centres.RowCount).Select(part => Math.Max(nearest.Distances(part)[1] / 3, least))];
    }

    private static void Place(double[] own, int[] members, ReadOnlySpan<double> centre, double radius, double[] coordinates)
    {
        int dimension = centre.Length;
        double largest = 0;
        for (int member = 0; member < members.Length; member++)
        {
            ReadOnlySpan<double> place = own.AsSpan(member * dimension, dimension);
            largest = Math.Max(largest, Math.Sqrt(OrderedSums.Dot(place, place)));
        }

        double scale = largest > 0 ? radius / largest : 0;
        for (int member = 0; member < members.Length; member++)
        {
            for (int axis = 0; axis < dimension; axis++)
            {
                coordinates[(members[member] * dimension) + axis] = centre[axis] + (scale * own[(member * dimension) + axis]);
            }
        }
    }
}
