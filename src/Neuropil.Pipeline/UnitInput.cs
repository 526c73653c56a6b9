namespace Neuropil.Pipeline;

/// <summary>Something that a unit reads: a file of the user's, or an output of another unit.</summary>
/// <param name="Name">The name by which the unit asks for it, unique in the unit.</param>
public abstract record UnitInput(string Name);

/// <summary>A file of the user's.</summary>
/// <param name="Name">The name by which the unit asks for it.</param>
/// <param name="Path">Where the file is. Its content and its extension enter the key, its place does not.</param>
/// <param name="Optional">Whether the unit can do without.</param>
/// <param name="Remedy">What to do when the file is missing, in a sentence for the user.</param>
public sealed record FileInput(string Name, string Path, bool Optional = false, string? Remedy = null) : UnitInput(Name);

/// <summary>An output of another unit.</summary>
/// <param name="Name">The name by which the unit asks for it.</param>
/// <param name="Unit">The unit that makes it.</param>
/// <param name="Output">The name of that unit's output.</param>
public sealed record OutputInput(string Name, UnitId Unit, string Output) : UnitInput(Name);
