using MathNet.Numerics.LinearAlgebra;

namespace Neuropil.Study;

/// <summary>Lays one set of points over another: shift, turn, mirror and one scale.</summary>
/// <remarks>Schönemann 1966; Gower 1975. The turn is U Vᵀ of the singular value decomposition of referenceᵀ · points.</remarks>
internal static class Procrustes
{
    /// <summary>The points about their mean.</summary>
    public static Numerics.Matrix Centered(Numerics.Matrix points)
    {
        double[] values = points.Values.ToArray();
        for (int axis = 0; axis < points.ColumnCount; axis++)
        {
            double mean = 0;
            for (int place = axis; place < values.Length; place += points.ColumnCount)
            {
                mean += values[place];
            }

            mean /= points.RowCount;
            for (int place = axis; place < values.Length; place += points.ColumnCount)
            {
                values[place] -= mean;
            }
        }

        return new Numerics.Matrix(points.RowCount, points.ColumnCount, values);
    }

    /// <summary>The points laid over the reference, which is centred: least sum of squared distances, point to point.</summary>
    public static Numerics.Matrix Lay(Numerics.Matrix points, Numerics.Matrix reference)
    {
        Numerics.Matrix centered = Centered(points);
        int axes = reference.ColumnCount;
        double[,] products = new double[axes, axes];
        double squares = 0;
        for (int row = 0; row < reference.RowCount; row++)
        {
            for (int first = 0; first < axes; first++)
            {
                squares += centered[row, first] * centered[row, first];
                for (int second = 0; second < axes; second++)
                {
                    products[first, second] += centered[row, first] * reference[row, second];
                }
            }
        }

        var decomposition = Matrix<double>.Build.DenseOfArray(products).Svd();
        Matrix<double> turn = decomposition.U * decomposition.VT;
        double scale = squares > 0 ? decomposition.S.Sum() / squares : 1;
        double[] values = new double[reference.RowCount * axes];
        for (int row = 0; row < reference.RowCount; row++)
        {
            for (int axis = 0; axis < axes; axis++)
            {
                double sum = 0;
                for (int term = 0; term < axes; term++)
                {
                    sum += centered[row, term] * turn[term, axis];
                }

                values[(row * axes) + axis] = scale * sum;
            }
        }

        return new Numerics.Matrix(reference.RowCount, axes, values);
    }
}
