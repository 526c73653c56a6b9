namespace Neuropil.Pipeline;

/// <summary>What of the store went, or would go.</summary>
/// <param name="Records">How many results of units.</param>
/// <param name="Objects">How many contents that nothing refers to any more.</param>
/// <param name="Runs">How many runs of the history.</param>
/// <param name="Bytes">What the contents took.</param>
/// <param name="BytesBefore">What all contents take.</param>
/// <param name="HeldBytes">What of that locks and shown runs hold.</param>
public sealed record PruneReport(int Records, int Objects, int Runs, long Bytes, long BytesBefore, long HeldBytes);
