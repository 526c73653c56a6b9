using System.Globalization;

namespace Neuropil.Tables;

/// <summary>A table cannot be used. Tells all its problems together: the first twenty in full, then how many more there are.</summary>
public sealed class TableException : Exception
{
    /// <summary>How many problems are told in full.</summary>
    public const int ToldInFull = 20;

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

    /// <summary>The problems that are told in full, in file order.</summary>
    public IReadOnlyList<TableProblem> Problems { get; }

    /// <summary>How many problems there are in all.</summary>
    public int ProblemCount { get; }

    private static string Describe(IReadOnlyList<TableProblem> problems, int problemCount)
    {
        ArgumentNullException.ThrowIfNull(problems);
        IEnumerable<string> lines = problems.Take(ToldInFull).Select(problem => problem.ToString());
        int untold = problemCount - Math.Min(problems.Count, ToldInFull);
        return string.Join(
            '\n',
            untold > 0 ? lines.Append(string.Create(CultureInfo.InvariantCulture, $"… and {untold} more, {problemCount} in all.")) : lines);
    }
}
