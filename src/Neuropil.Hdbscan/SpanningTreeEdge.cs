namespace Neuropil.Hdbscan;

/// <summary>An edge of the minimum spanning tree under mutual reachability.</summary>
/// <param name="From">One end: a row of the training points.</param>
/// <param name="To">The other.</param>
/// <param name="Distance">Their mutual reachability distance.</param>
public readonly record struct SpanningTreeEdge(int From, int To, double Distance);
