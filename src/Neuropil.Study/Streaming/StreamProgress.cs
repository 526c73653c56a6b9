namespace Neuropil.Study;

/// <summary>How far a stream is.</summary>
/// <param name="Step">What is being done, as <c>predict</c>.</param>
/// <param name="Rows">Rows that are done.</param>
/// <param name="TotalRows">All rows; null: not known yet.</param>
/// <param name="RowsPerSecond">The speed of this run; 0 at its start.</param>
/// <param name="Left">The time left at that speed; null: not known.</param>
public sealed record StreamProgress(string Step, long Rows, long? TotalRows, double RowsPerSecond, TimeSpan? Left);
