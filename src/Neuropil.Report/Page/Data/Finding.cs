namespace Neuropil.Report;

/// <summary>A sentence about the study.</summary>
/// <param name="Sign">Whether it can be built on.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Evidence">The id of the place in the page that shows it.</param>
/// <param name="Explore">The explorer's state that shows it, as its address has it; null without one.</param>
internal sealed record Finding(Sign Sign, string Text, string Evidence, string? Explore = null);
