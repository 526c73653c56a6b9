using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Gathers the problems of one table: each in full up to <see cref="TableLimits.Problems"/>, all of them by count.</summary>
/// <param name="file">What errors that name no row call the table.</param>
/// <param name="sheet">The sheet of a workbook.</param>
public sealed class ProblemCollector(string file, string? sheet = null)
{
    private readonly List<TableProblem> problems = [];

    /// <summary>How many problems there are.</summary>
    public int Count { get; private set; }

    /// <summary>The problems that are kept, in the order they came.</summary>
    public IReadOnlyList<TableProblem> Problems => problems;

    /// <summary>A cell is not what it should be.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="column">Its column.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="expected">What was expected, as <c>a number of 0 or more</c>.</param>
    public void Cell(RowPlace place, string column, string value, CellFault fault, string expected)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Add(new TableProblem(place.File, $"{ForeignText.Shown(column)} {fault.Found}", expected, fault.Remedy)
        {
            Sheet = place.Sheet, Row = place.Row, Column = column, Value = value, Fault = fault,
        });
    }

    /// <summary>A row is not what it should be.</summary>
    public void Row(RowPlace place, string found, string expected, string remedy)
        => Add(new TableProblem(place.File, found, expected, remedy) { Sheet = place.Sheet, Row = place.Row });

    /// <summary>A column is missing or not what it should be.</summary>
    public void Column(string column, string found, string expected, string remedy)
        => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet, Column = column });

    /// <summary>The table as a whole is not what it should be.</summary>
    public void Whole(string found, string expected, string remedy) => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet });

    /// <summary>Throws, where there is a problem.</summary>
    /// <exception cref="TableException">All the problems together.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new TableException(problems, Count);
        }
    }

    internal void Cell(int row, string column, string value, string found, string expected, string remedy)
        => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet, Row = row, Column = column, Value = value });

    internal void Row(int row, string found, string expected, string remedy)
        => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet, Row = row });

    private void Add(TableProblem problem)
    {
        Count++;
        if (problems.Count < TableLimits.Problems)
        {
            problems.Add(problem);
        }
    }
}
