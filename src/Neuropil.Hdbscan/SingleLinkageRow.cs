namespace Neuropil.Hdbscan;

/// <summary>A row of the merges as a table.</summary>
/// <param name="Parent">The group that results: n + the merge's number.</param>
/// <param name="Child">A group that merges: a row, below n, or n + an earlier merge's number.</param>
/// <param name="Distance">The distance at which they merge.</param>
/// <param name="ChildSize">The child's number of points.</param>
public readonly record struct SingleLinkageRow(int Parent, int Child, double Distance, int ChildSize);
