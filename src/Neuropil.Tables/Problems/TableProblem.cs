using System.Globalization;
using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>One thing that is wrong with a table: where, what came, what was expected, what to do.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Found">What came, as <c>SynArea is 'n/a'</c>.</param>
/// <param name="Expected">What was expected, as <c>a number of 0 or more</c>.</param>
/// <param name="Remedy">What to do: a sentence.</param>
public sealed record TableProblem(string File, string Found, string Expected, string Remedy)
{
    /// <summary>The sheet, where the file is a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row, as a spreadsheet program numbers it (the header is row 1), where the problem is in a row.</summary>
    public int? Row { get; init; }

    /// <summary>The column's name, where the problem is in a column.</summary>
    public string? Column { get; init; }

    /// <summary>The cell's value, where the problem is in a cell; an empty text for a blank one.</summary>
    public string? Value { get; init; }

    /// <summary>What is wrong with the cell, where the problem is in a cell.</summary>
    public CellFault? Fault { get; init; }

    /// <summary>The problem in one line.</summary>
    public override string ToString() => Line(0);

    /// <summary>The problem in one line, and in how many more cells of the column it is.</summary>
    internal string Line(int more)
    {
        StringBuilder text = new(ForeignText.Escaped(File));
        if (Sheet is not null)
        {
            text.Append(", sheet '").Append(ForeignText.Shown(Sheet)).Append('\'');
        }

        if (Row is int row)
        {
            text.Append(CultureInfo.InvariantCulture, $", row {row}");
        }

        text.Append(": ").Append(Found);
        if (more > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" (so too in {more} more {(more == 1 ? "row" : "rows")} of the column)");
        }

        return text.Append("; expected ").Append(Expected).Append(". ").Append(Remedy).ToString();
    }
}
