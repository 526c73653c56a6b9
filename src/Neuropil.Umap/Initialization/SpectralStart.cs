using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// The lowest eigenvectors of the graph's normalised Laplacian as coordinates (Belkin and Niyogi 2003); parts of the graph that do not
/// hang together are laid out apart, around where their points' means lie in the points' principal plane; where there are no points, where
/// the parts' distances to one another place them.
/// </summary>
internal static class SpectralStart
{
    /// <summary>n × <paramref name="dimension"/> coordinates of any scale.</summary>
    public static double[] Of(UmapData data, FuzzySimplicialSet graph, int dimension, Execution execution)
    {
        WeightedGraph whole = graph.ToWeightedGraph();
        (int[] parts, int partCount) = whole.ConnectedParts();
        if (partCount == 1)
        {
            return LaplacianEigenvectors.Of(whole, dimension, execution);
        }

        int[][] members = Members(parts, partCount);
        Matrix profiles = data.Points is Matrix points ? Means(points, members) : DistanceProfiles(data.Distances, members);
        Matrix centres = new(partCount, dimension, PrincipalComponents.Of(profiles, dimension, execution));
        double[] radii = Radii(centres, execution);
        double[] coordinates = new double[graph.PointCount * dimension];
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

    private static Matrix Means(Matrix points, int[][] members)
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

        return new Matrix(members.Length, points.ColumnCount, means);
    }

    /// <summary>How far each part's first row lies from those of all parts; where no distances are known, all parts are equally far.</summary>
    private static Matrix DistanceProfiles(Matrix? distances, int[][] members)
    {
        double[] profiles = new double[members.Length * members.Length];
        for (int part = 0; part < members.Length; part++)
        {
            for (int other = 0; other < members.Length; other++)
            {
                profiles[(part * members.Length) + other] = distances is not null ? distances[members[part][0], members[other][0]]
                    : part == other ? 0 : 1;
            }
        }

        return new Matrix(members.Length, members.Length, profiles);
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
