namespace Neuropil.Synapses;

/// <summary>A column of a position.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Unit">Its unit; null: that of the whole position.</param>
public sealed record PositionChoice(string Column, LengthUnit? Unit);
