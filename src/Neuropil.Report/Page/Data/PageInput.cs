namespace Neuropil.Report;

/// <summary>A table that the study read.</summary>
/// <param name="Role">What it is to the study: historical, new, exclusions.</param>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Sha256">The hash of its content, hexadecimal.</param>
/// <param name="RowCount">Synapses read; null where it holds none.</param>
internal sealed record PageInput(string Role, string Name, string Sha256, int? RowCount);
