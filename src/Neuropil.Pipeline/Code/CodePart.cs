namespace Neuropil.Pipeline;

/// <summary>The code of one assembly that a unit can reach.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Identity">What identifies that code: the same for the same code.</param>
internal sealed record CodePart(string Assembly, string Identity);
