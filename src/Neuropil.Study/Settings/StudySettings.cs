using System.Collections;

namespace Neuropil.Study;

/// <summary>Everything a run of the study depends on, checked. Paths are absolute; numbers are within their bounds.</summary>
public sealed record StudySettings
{
    /// <summary>The study file's name, at the root of the repository.</summary>
    public const string FileName = "cake.config";

    /// <summary>The short arguments and the keys they stand for.</summary>
    public static IReadOnlyDictionary<string, string> ShortArguments { get; } = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["data"] = "Data_Historical",
        ["new"] = "Data_New",
        ["sheet"] = "Data_Sheet",
        ["seed"] = "Study_Seed",
        ["threads"] = "Study_Threads",
    };

    /// <summary>The seed of every random choice. Default 42.</summary>
    public required long Seed { get; init; }

    /// <summary>Threads to use; null: all processors. No result depends on it.</summary>
    public required int? ThreadCount { get; init; }

    /// <summary>Where the tables are.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>What leaves a synapse out.</summary>
    public required CleanSettings Clean { get; init; }

    /// <summary>How features become comparable.</summary>
    public required FeatureSettings Features { get; init; }

    /// <summary>How the learners are judged.</summary>
    public required EvaluateSettings Evaluate { get; init; }

    /// <summary>What each group of synapses has of its own, in the order as, ss, cb, cr, pv; groups that the study leaves out are absent.</summary>
    public required IReadOnlyList<GroupSettings> Groups { get; init; }

    /// <summary>Reads the settings: arguments win over <c>cake.config</c>, that over <c>CAKE_*</c> variables, those over the defaults.</summary>
    /// <param name="root">The folder of <c>cake.config</c>; the file may be absent. Relative paths in it are relative to this folder.</param>
    /// <param name="arguments">Arguments without their dashes: <c>Embed_Neighbors</c>, <c>Cluster_pv_MinSamples</c>, or a short one of <see cref="ShortArguments"/>.</param>
    /// <param name="environment">Environment variables; null: those of this process.</param>
    /// <param name="workingFolder">Relative paths in arguments are relative to this; null: the current folder.</param>
    /// <exception cref="SettingsException">Unknown keys or bad values: all of them, each with its place, value, what is allowed and the nearest name.</exception>
    public static StudySettings Load(
        string root,
        IReadOnlyDictionary<string, string>? arguments = null,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        List<string> problems = [];
        string file = Path.Combine(root, FileName);
        List<SettingEntry> entries =
        [
            .. FromArguments(arguments ?? new Dictionary<string, string>()),
            .. File.Exists(file) ? ConfigurationFile.Read(file, FileName, problems) : [],
            .. FromEnvironment(environment ?? ProcessEnvironment()),
        ];
        SettingsReader reader = new(entries, problems);
        StudySettings settings = SettingsLayout.Read(reader, Path.GetFullPath(root), workingFolder ?? Environment.CurrentDirectory);
        reader.RefuseUnknown(SettingsLayout.SectionsOfCake, ShortArguments);
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }

    /// <summary>The settings of one group.</summary>
    public GroupSettings Of(string group) => Groups.First(settings => settings.Name == group);

    private static IEnumerable<SettingEntry> FromArguments(IReadOnlyDictionary<string, string> arguments)
        => arguments
            .OrderBy(argument => argument.Key, StringComparer.Ordinal)
            .Select(argument => new SettingEntry(
                ShortArguments.GetValueOrDefault(argument.Key, argument.Key),
                argument.Value,
                $"argument --{argument.Key}={argument.Value}",
                SettingSource.Argument));

    private static IEnumerable<SettingEntry> FromEnvironment(IReadOnlyDictionary<string, string> environment)
        => environment
            .Where(variable => variable.Key.StartsWith("CAKE_", StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new SettingEntry(
                variable.Key["CAKE_".Length..],
                variable.Value.Trim(),
                $"environment variable {variable.Key}",
                SettingSource.Environment));

    private static Dictionary<string, string> ProcessEnvironment()
        => Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}
