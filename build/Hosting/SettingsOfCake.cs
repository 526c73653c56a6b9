using Cake.Core.Configuration;
using Neuropil.Study;

namespace Neuropil.Build;

/// <summary>
/// What Cake itself reads of the settings (Paths, NuGet, …), from the same file, arguments and variables as the study's, by the study's
/// own reader: Cake's refuses spaces around '=', comments from '#' and '=' within a value.
/// </summary>
internal sealed class SettingsOfCake(string root, IReadOnlyDictionary<string, string> arguments) : ICakeConfiguration
{
    private readonly IReadOnlyDictionary<string, string> values = StudySettings.ValuesOfCake(root, arguments);

    public string? GetValue(string key) => values.GetValueOrDefault(key);
}
