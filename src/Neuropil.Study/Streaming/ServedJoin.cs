namespace Neuropil.Study;

/// <summary>A join of a fitted study, without the place of its table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rest">What follows the table's location in the settings, as <c>on a:b</c>.</param>
internal sealed record ServedJoin(string Name, string Rest);
