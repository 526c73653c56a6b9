using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>Columns of a table as numbers.</summary>
internal static class NumberColumns
{
    /// <summary>The columns named, side by side; NaN where a value is missing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">What errors call it.</param>
    /// <param name="names">The columns.</param>
    /// <param name="allowMissing">Whether values may be missing.</param>
    /// <exception cref="TableException">Fields are no finite numbers: all of them together.</exception>
    public static Matrix Read(Table table, string path, string[] names, bool allowMissing)
    {
        TableColumn[] columns = [.. names.Select(name => table[name])];
        ProblemCollector problems = new(path);
        double[] values = new double[table.RowCount * columns.Length];
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                double value = columns[column].Number(row, out CellFault? fault);
                bool isMissing = fault?.Kind == FaultKind.Missing;
                if (fault is null && !double.IsFinite(value))
                {
                    fault = new CellFault(FaultKind.Value, $"is '{ForeignText.Shown(columns[column].Text(row))}'", "Correct the cell or take the row out.");
                }

                if (fault is not null && !(allowMissing && isMissing))
                {
                    problems.Cell(
                        table.Place(row), names[column], columns[column].Text(row), isMissing ? fault with { Remedy = "Correct the cell, or give --skip-missing." } : fault, "a finite number");
                }

                values[(row * columns.Length) + column] = isMissing ? double.NaN : value;
            }
        }

        problems.ThrowIfAny();
        return new Matrix(table.RowCount, columns.Length, values);
    }
}
