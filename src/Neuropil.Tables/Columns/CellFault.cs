namespace Neuropil.Tables;

/// <summary>What is wrong with a cell.</summary>
/// <param name="Kind">The kind: cells of a column with the same kind of a writing fault are told in one line.</param>
/// <param name="Found">What came, as <c>is 'n/a'</c>: follows the column's name in a sentence.</param>
/// <param name="Remedy">What to do: a sentence.</param>
public sealed record CellFault(FaultKind Kind, string Found, string Remedy)
{
    /// <summary>Whether the fault is one of writing, which a column's cells share, and not of one value.</summary>
    internal bool IsShared
        => Kind is FaultKind.DecimalComma or FaultKind.Thousands or FaultKind.MinusSign or FaultKind.Formula or FaultKind.Date or FaultKind.RoundedId;
}
