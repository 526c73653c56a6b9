namespace Neuropil.Synapses;

/// <summary>What a column, or several together, may be.</summary>
/// <param name="Role">The key in [Columns].</param>
/// <param name="Text">What would be written behind it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Score">How likely; the largest of a role is taken.</param>
public sealed record RoleCandidate(string Role, string Text, string Reason, double Score);
