namespace Neuropil.Study;

/// <summary>A section of the settings file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Record">The record that holds its values.</param>
/// <param name="IsByGroup">Whether a group may have values of its own.</param>
/// <param name="Doc">What it is about: a sentence for the help text.</param>
/// <param name="FreeKey">What other keys than the record's mean, in words; null: there are none.</param>
internal sealed record SettingsSection(string Name, Type? Record, bool IsByGroup, string Doc, string? FreeKey = null);
