namespace Neuropil.Report;

/// <summary>A setting, as the run took it.</summary>
/// <param name="Section">The section of the settings file.</param>
/// <param name="Key">The key.</param>
/// <param name="Values">The value in each group, in the groups' order; one value where all groups share it.</param>
internal sealed record PageParameter(string Section, string Key, IReadOnlyList<string> Values);
