namespace Neuropil.Learning;

/// <summary>What a grid search found.</summary>
/// <param name="Table">Every combination, metric by metric in the order given, within each the neighbour counts in the order given.</param>
/// <param name="Best">The entry with the highest mean accuracy; among equals the first of the table.</param>
public sealed record GridSearchResult(IReadOnlyList<GridSearchEntry> Table, GridSearchEntry Best);
