using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>The points in 32 bits, as XGBoost holds them: row-major, NaN is missing.</summary>
internal sealed class SingleTable
{
    private const string Single = "a number of single precision, at most 3.4e38 in size, as XGBoost computes with";
    private readonly float[] values;

    private SingleTable(int rowCount, int columnCount, float[] values)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        this.values = values;
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    public float this[int row, int column] => values[(row * ColumnCount) + column];

    public ReadOnlySpan<float> Row(int row) => values.AsSpan(row * ColumnCount, ColumnCount);

    /// <summary>The points, checked: infinities never pass, NaN only where missing values are learnt.</summary>
    public static SingleTable From(Matrix points, MissingValues missing, string name)
    {
        ReadOnlySpan<double> source = points.Values;
        float[] values = new float[source.Length];
        for (int index = 0; index < values.Length; index++)
        {
            float value = (float)source[index];
            if (!float.IsFinite(value) && !(missing == MissingValues.Learnt && double.IsNaN(source[index])))
            {
                (int row, int column) = Math.DivRem(index, points.ColumnCount);
                throw double.IsFinite(source[index])
                    ? new NonFiniteValueException(name, row, column, source[index], Single)
                    : new NonFiniteValueException(name, row, column, source[index]);
            }

            values[index] = value;
        }

        return new SingleTable(points.RowCount, points.ColumnCount, values);
    }
}
