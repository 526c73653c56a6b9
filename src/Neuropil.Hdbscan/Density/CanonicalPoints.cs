namespace Neuropil.Hdbscan;

/// <summary>
/// The points in an order of their own, by first coordinate, then by second, and so on, whatever order the rows came in. All later steps work on
/// this order, so that a result cannot depend on the order of the rows. Equal points stand together, by lower row; −0 counts as 0.
/// </summary>
internal sealed class CanonicalPoints
{
    private CanonicalPoints(Matrix points, int[] rows)
    {
        Points = points;
        Rows = rows;
    }

    /// <summary>The points in canonical order.</summary>
    public Matrix Points { get; }

    /// <summary>Where each canonical point came from.</summary>
    public int[] Rows { get; }

    /// <summary>Points that are known to be in canonical order.</summary>
    public static CanonicalPoints From(Matrix points, int[] rows) => new(points, rows);

    public static CanonicalPoints Of(Matrix points, Execution execution)
    {
        int[] rows = Order(points, execution);
        int columnCount = points.ColumnCount;
        double[] sorted = new double[(long)rows.Length * columnCount];
        Blocks.For(rows.Length, 1 << 14, execution, (start, end) =>
        {
            for (int index = start; index < end; index++)
            {
                ReadOnlySpan<double> row = points.Row(rows[index]);
                for (int column = 0; column < columnCount; column++)
                {
                    sorted[(index * columnCount) + column] = row[column] + 0.0;
                }
            }
        });
        return new CanonicalPoints(new Matrix(rows.Length, columnCount, sorted), rows);
    }

    /// <summary>Puts values in canonical order back to the order of the rows.</summary>
    public T[] ToRowOrder<T>(ReadOnlySpan<T> values)
    {
        T[] ordered = new T[values.Length];
        for (int index = 0; index < ordered.Length; index++)
        {
            ordered[Rows[index]] = values[index];
        }

        return ordered;
    }

    /// <summary>Where each row stands in canonical order.</summary>
    public int[] PointOfRow()
    {
        int[] points = new int[Rows.Length];
        for (int point = 0; point < points.Length; point++)
        {
            points[Rows[point]] = point;
        }

        return points;
    }

    private static int[] Order(Matrix points, Execution execution)
    {
        int[] rows = new int[points.RowCount];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        double[] keys = new double[rows.Length];
        Take(0, 0, rows.Length);
        RadixSort.Sort(keys, rows);
        List<(int Start, int End)> ties = [];
        AddTies(keys, 0, rows.Length, ties);
        for (int column = 1; column < points.ColumnCount && ties.Count > 0; column++)
        {
            List<(int Start, int End)> stillTied = [];
            foreach ((int start, int end) in ties)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                Take(column, start, end);
                Array.Sort(keys, rows, start, end - start);
                AddTies(keys, start, end, stillTied);
            }

            ties = stillTied;
        }

        foreach ((int start, int end) in ties)
        {
            Array.Sort(rows, start, end - start);
        }

        return rows;

        void Take(int column, int start, int end)
        {
            for (int index = start; index < end; index++)
            {
                keys[index] = points.Values[(rows[index] * points.ColumnCount) + column] + 0.0;
            }
        }
    }

    private static void AddTies(double[] keys, int start, int end, List<(int Start, int End)> ties)
    {
        for (int first = start; first < end;)
        {
            int next = first + 1;
            while (next < end && keys[next] == keys[first])
            {
                next++;
            }

            if (next - first > 1)
            {
                ties.Add((first, next));
            }

            first = next;
        }
    }
}
