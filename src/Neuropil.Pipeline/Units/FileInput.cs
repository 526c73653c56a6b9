namespace Neuropil.Pipeline;

/// <summary>A file of the user's that a unit reads.</summary>
/// <param name="Path">Where the file is. Its content and its extension enter the key, its place does not.</param>
/// <param name="Optional">Whether the unit can do without.</param>
/// <param name="Remedy">What to do when the file is missing, in a sentence for the user.</param>
public sealed record FileInput(string Path, bool Optional = false, string? Remedy = null);
