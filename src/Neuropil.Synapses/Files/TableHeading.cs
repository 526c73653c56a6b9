namespace Neuropil.Synapses;

/// <summary>What is known of a table before its rows are read.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="Columns">Its columns, joined ones and those of patterns too.</param>
/// <param name="Has">Whether a name means one of them.</param>
/// <param name="IsOnePart">Whether it is one file and one sheet.</param>
internal sealed record TableHeading(string Name, IReadOnlyList<string> Columns, Func<string, bool> Has, bool IsOnePart);
