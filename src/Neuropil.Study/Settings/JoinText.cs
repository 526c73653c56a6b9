namespace Neuropil.Study;

/// <summary>A join as the settings tell it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Location">The other table, an absolute path.</param>
/// <param name="Rest">What follows the location: <c>on a:b</c>, with <c>sheet NAME</c> before it where one is named.</param>
public sealed record JoinText(string Name, string Location, string Rest);
