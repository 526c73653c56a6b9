using System.Globalization;

namespace Neuropil.Tables;

/// <summary>A table cannot be used. Tells all its problems together: the first ten in a line each, then how many more there are.</summary>
public sealed class TableException : Exception
{
    /// <summary>How many problems are told in full.</summary>
    public const int ToldInFull = 10;

    /// <summary>An exception about one problem.</summary>
    public TableException(TableProblem problem, Exception? inner = null)
        : this([problem], 1, inner)
    {
    }

    /// <summary>An exception about several problems.</summary>
    /// <param name="problems">The first ones, at least one.</param>
    /// <param name="problemCount">How many there are in all.</param>
    /// <param name="inner">The cause, where another library reported it.</param>
    public TableException(IReadOnlyList<TableProblem> problems, int problemCount, Exception? inner = null)
        : base(Describe(problems, problemCount), inner)
    {
        Problems = problems;
        ProblemCount = problemCount;
    }

    /// <summary>The problems, in the order they were found: at most <see cref="TableLimits.Problems"/> of them.</summary>
    public IReadOnlyList<TableProblem> Problems { get; }

    /// <summary>How many problems there are in all.</summary>
    public int ProblemCount { get; }

    /// <summary>The problems as a table, one a row, for <c>problems.csv</c>: File, Sheet, Row, Column, Value, Found, Expected, Remedy.</summary>
    public Table ToTable()
        => new(
            TableColumn.Texts("File", [.. Problems.Select(problem => problem.File)]),
            TableColumn.Texts("Sheet", [.. Problems.Select(problem => problem.Sheet ?? string.Empty)]),
            TableColumn.Texts("Row", [.. Problems.Select(problem => problem.Row?.ToString(CultureInfo.InvariantCulture) ?? string.Empty)]),
            TableColumn.Texts("Column", [.. Problems.Select(problem => problem.Column ?? string.Empty)]),
            TableColumn.Texts("Value", [.. Problems.Select(problem => problem.Value ?? string.Empty)]),
            TableColumn.Texts("Found", [.. Problems.Select(problem => problem.Found)]),
            TableColumn.Texts("Expected", [.. Problems.Select(problem => problem.Expected)]),
            TableColumn.Texts("Remedy", [.. Problems.Select(problem => problem.Remedy)]));

    /// <summary>One fault a line: cells of a column that share a fault of writing are one.</summary>
    private static string Describe(IReadOnlyList<TableProblem> problems, int problemCount)
    {
        ArgumentNullException.ThrowIfNull(problems);
        List<TableProblem> heads = [];
        List<int> more = [];
        Dictionary<(string, string?, string?, FaultKind), int> shared = [];
        foreach (TableProblem problem in problems)
        {
            if (problem.Fault is { IsShared: true } fault)
            {
                var key = (problem.File, problem.Sheet, problem.Column, fault.Kind);
                if (shared.TryGetValue(key, out int known))
                {
                    more[known]++;
                    continue;
                }

                shared.Add(key, heads.Count);
            }

            heads.Add(problem);
            more.Add(0);
        }

        int told = Math.Min(heads.Count, ToldInFull);
        IEnumerable<string> lines = heads.Take(told).Select((problem, index) => problem.Line(more[index]));
        int untold = problemCount - told - more.Take(told).Sum();
        return string.Join(
            '\n',
            untold > 0 ? lines.Append(string.Create(CultureInfo.InvariantCulture, $"… and {untold} more, {problemCount} in all.")) : lines);
    }
}
