namespace Neuropil.Report;

/// <summary>A cell of a <see cref="HeatChart"/>.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Strength">How much of it, 0 to 1.</param>
/// <param name="IsFramed">Whether it is framed.</param>
internal sealed record HeatCell(string Text, Ink Ink, double Strength, bool IsFramed = false);
