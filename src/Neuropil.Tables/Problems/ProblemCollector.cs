namespace Neuropil.Tables;

/// <summary>Gathers the problems of one file: the first twenty in full, all of them by count.</summary>
internal sealed class ProblemCollector(string file, string? sheet)
{
    private readonly List<TableProblem> problems = [];

    public int Count { get; private set; }

    public void Cell(int row, string column, string value, string found, string expected, string remedy)
        => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet, Row = row, Column = column, Value = value });

    public void Row(int row, string found, string expected, string remedy)
        => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet, Row = row });

    public void Column(string column, string found, string expected, string remedy)
        => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet, Column = column });

    public void Whole(string found, string expected, string remedy) => Add(new TableProblem(file, found, expected, remedy) { Sheet = sheet });

    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new TableException(problems, Count);
        }
    }

    private void Add(TableProblem problem)
    {
        Count++;
        if (problems.Count < TableException.ToldInFull)
        {
            problems.Add(problem);
        }
    }
}
