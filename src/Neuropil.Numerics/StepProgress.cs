namespace Neuropil.Numerics;

/// <summary>How far a step of a computation is.</summary>
/// <param name="Step">What is being done, in words: "neighbours", "layout".</param>
/// <param name="Fraction">The part of the step that is done, 0 to 1.</param>
public readonly record struct StepProgress(string Step, double Fraction);
