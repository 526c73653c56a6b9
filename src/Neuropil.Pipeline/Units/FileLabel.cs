namespace Neuropil.Pipeline;

/// <summary>
/// The place of a file, for messages alone. The function sees a mark in its stead, which is replaced when a message or an error is shown:
/// so the place enters neither key nor result.
/// </summary>
/// <param name="Path">What the user is shown.</param>
public sealed record FileLabel(string Path);
